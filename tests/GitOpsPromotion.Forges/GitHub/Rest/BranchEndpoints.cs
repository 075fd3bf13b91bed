using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <remarks>
/// Source: https://docs.github.com/en/rest/branches/branches, https://docs.github.com/en/rest/repos/rules and
/// https://docs.github.com/en/rest/git/refs
/// </remarks>
internal static class BranchEndpoints
{
    private const string Heads = "heads/";

    public static ForgeAnswer.Reply Get(GitHubCall call) =>
        call.Repository.Pulls.TipOf(call["branch"]) is { } commit
            ? GitHubErrors.Json(200, BranchJson.Of(call.Repository, call["branch"], commit))
            : GitHubErrors.Message(404, "Branch not found");

    public static ForgeAnswer.Reply Rules(GitHubCall call) =>
        call.Page(
            [.. call.Repository.RulesetRules(call["branch"])],
            page => GitHubJson.List(page, rule => BranchJson.Rule(call.Repository, rule))
        );

    public static ForgeAnswer.Reply GetRef(GitHubCall call) =>
        Branch(call) is { } branch && call.Repository.Pulls.TipOf(branch) is { } commit
            ? GitHubErrors.Json(
                200,
                new JsonObject
                {
                    ["ref"] = $"refs/heads/{branch}",
                    ["node_id"] = $"REF_{commit}",
                    ["url"] = call.Address.AbsoluteUri,
                    ["object"] = new JsonObject
                    {
                        ["sha"] = commit,
                        ["type"] = "commit",
                        ["url"] = $"{call.Repository.Forge.Api}repos/{call.Repository.FullName}/git/commits/{commit}",
                    },
                }
            )
            : GitHubErrors.NotFound;

    public static ForgeAnswer.Reply DeleteRef(GitHubCall call)
    {
        if (Branch(call) is not { } branch || call.Repository.Pulls.TipOf(branch) is null)
        {
            return GitHubErrors.Message(422, "Reference does not exist");
        }

        if (branch == call.Repository.DefaultBranch)
        {
            return GitHubErrors.Message(422, "Cannot delete the default branch");
        }

        call.Repository.Remote.Git("update-ref", "-d", $"refs/heads/{branch}");
        return new(204);
    }

    private static string? Branch(GitHubCall call) =>
        call["ref"].StartsWith(Heads, StringComparison.Ordinal) ? call["ref"][Heads.Length..] : null;
}
