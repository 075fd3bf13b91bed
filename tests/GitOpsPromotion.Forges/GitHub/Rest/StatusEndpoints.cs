using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <remarks>Source: https://docs.github.com/en/rest/commits/statuses</remarks>
internal static class StatusEndpoints
{
    private const int LongestDescription = 140;

    public static ForgeAnswer.Reply List(GitHubCall call) =>
        call.Commit(call["commit"]) is { } commit
            ? call.Page(
                call.Repository.Statuses(commit),
                page => GitHubJson.List(page, status => StatusJson.Full(call.Repository, commit, status))
            )
            : GitHubErrors.NotFound;

    public static ForgeAnswer.Reply Combine(GitHubCall call)
    {
        if (call.Commit(call["commit"]) is not { } commit)
        {
            return GitHubErrors.NotFound;
        }

        var latest = call.Repository.LatestStatuses(commit);
        var url = $"{call.Repository.Forge.Api}repos/{call.Repository.FullName}/commits/{commit}";
        return call.Page(
            latest,
            page => new JsonObject
            {
                ["state"] = StatusJson.Combine(latest),
                ["statuses"] = GitHubJson.List(page, status => StatusJson.Simple(call.Repository, commit, status)),
                ["sha"] = commit,
                ["total_count"] = latest.Count,
                ["repository"] = RepositoryJson.Of(call.Repository),
                ["commit_url"] = url,
                ["url"] = $"{url}/status",
            }
        );
    }

    public static ForgeAnswer.Reply Create(GitHubCall call)
    {
        var context = call.Text("context") ?? "default";

        if (call["commit"].Length is not 40 || call.Commit(call["commit"]) is not { } commit)
        {
            return GitHubErrors.NoCommit(call["commit"]);
        }

        if (call.Text("state") is not ("error" or "failure" or "pending" or "success"))
        {
            return GitHubErrors.Invalid("Status", "state", "invalid");
        }

        if (call.Text("description") is { Length: > LongestDescription })
        {
            return GitHubErrors.Invalid(
                "Status",
                "description",
                "custom",
                $"description is too long (maximum is {LongestDescription} characters)"
            );
        }

        call.Repository.SetStatus(commit, context, call.Text("state")!, call.Text("description"), GitHubToken.Login);
        return GitHubErrors
            .Json(201, StatusJson.Full(call.Repository, commit, call.Repository.Statuses(commit)[0]))
            .With("Location", call.Address.AbsoluteUri);
    }
}
