using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls and https://docs.github.com/en/rest/commits/commits</remarks>
internal static class PullRequestEndpoints
{
    private const int LongestBody = 65536;

    public static ForgeAnswer.Reply List(GitHubCall call)
    {
        var state = call.Request.Query("state") ?? "open";
        var target = call.Request.Query("base");

        // A head without an owner filters nothing.
        var head =
            call.Request.Query("head") is { } label && label.Contains(':', StringComparison.Ordinal) ? label : null;
        var found = call
            .Repository.Pulls.All.Where(pull => state is "all" || pull.IsOpen == state is "open")
            .Where(pull => target is null || pull.Base == target)
            .Where(pull => head is null || IsHead(pull, head));
        return call.Page(
            [.. found.Reverse()],
            page => GitHubJson.List(page, pull => PullRequestJson.Simple(call.Repository, pull))
        );
    }

    public static ForgeAnswer.Reply Get(GitHubCall call) =>
        call.Pull is { } pull
            ? GitHubErrors.Json(200, PullRequestJson.Full(call.Repository, pull, call.Token))
            : GitHubErrors.NotFound;

    public static ForgeAnswer.Reply Create(GitHubCall call)
    {
        var pulls = call.Repository.Pulls;

        if (call.Text("title") is not { Length: > 0 } title)
        {
            return GitHubErrors.Invalid("PullRequest", "title", "missing_field");
        }

        if (CheckBody(call) is { } tooLong)
        {
            return tooLong;
        }

        var label = call.Text("head")!;
        var (owner, head) = label.Split(':', 2) is [var user, var name] ? (user, name) : (call.Repository.Owner, label);
        var target = call.Text("base")!;

        if (
            !owner.Equals(call.Repository.Owner, StringComparison.OrdinalIgnoreCase)
            || pulls.TipOf(head) is not { } commit
        )
        {
            return GitHubErrors.Invalid("PullRequest", "head", "invalid");
        }

        if (pulls.TipOf(target) is not { } tip)
        {
            return GitHubErrors.Invalid("PullRequest", "base", "invalid");
        }

        if (pulls.OpenOnes.Any(pull => !pull.IsFromFork && pull.Head == head && pull.Base == target))
        {
            return GitHubErrors.Invalid(
                "PullRequest",
                field: null,
                "custom",
                $"A pull request already exists for {call.Repository.Owner}:{head}."
            );
        }

        if (pulls.Branches.IsAncestor(commit, tip))
        {
            return GitHubErrors.Invalid(
                "PullRequest",
                field: null,
                "custom",
                $"No commits between {target} and {head}"
            );
        }

        var opened = pulls.Open(head, target, title, call.Text("body"), GitHubToken.Login);
        var json = PullRequestJson.Full(call.Repository, opened, call.Token);
        return GitHubErrors.Json(201, json).With("Location", json["url"]!.GetValue<string>());
    }

    public static ForgeAnswer.Reply Update(GitHubCall call)
    {
        if (call.Pull is not { } pull)
        {
            return GitHubErrors.NotFound;
        }

        if (CheckBody(call) is { } tooLong)
        {
            return tooLong;
        }

        if (call.Has("title") && call.Text("title") is not { Length: > 0 })
        {
            return GitHubErrors.Invalid("PullRequest", "title", "missing_field");
        }

        if (call.Text("base") is { } target)
        {
            if (!pull.IsOpen || call.Repository.Pulls.TipOf(target) is null)
            {
                return GitHubErrors.Invalid("PullRequest", "base", "invalid");
            }

            pull.Base = target;
            pull.AutoMerge = null;
        }

        if (call.Text("state") is { } state && Turn(call, pull, state) is { } refusal)
        {
            return refusal;
        }

        pull.Title = call.Text("title") ?? pull.Title;
        pull.Body = call.Has("body") ? call.Text("body") : pull.Body;
        pull.UpdatedAt = GitHubRepository.Now;
        return GitHubErrors.Json(200, PullRequestJson.Full(call.Repository, pull, call.Token));
    }

    public static ForgeAnswer.Reply OfCommit(GitHubCall call)
    {
        if (call.Commit(call["commit"]) is not { } commit)
        {
            return GitHubErrors.NoCommit(call["commit"]);
        }

        return call.Page(
            call.Repository.Pulls.Of(commit),
            page => GitHubJson.List(page, pull => PullRequestJson.Simple(call.Repository, pull))
        );
    }

    private static ForgeAnswer.Reply? CheckBody(GitHubCall call) =>
        call.Text("body") is { Length: > LongestBody }
            ? GitHubErrors.Invalid(
                "PullRequest",
                "body",
                "custom",
                $"body is too long (maximum is {LongestBody} characters)"
            )
            : null;

    private static bool IsHead(GitHubPullRequest pull, string label) =>
        label.Split(':', 2) is [var owner, var branch]
        && pull.HeadOwner.Equals(owner, StringComparison.OrdinalIgnoreCase)
        && pull.Head == branch;

    private static ForgeAnswer.Reply? Turn(GitHubCall call, GitHubPullRequest pull, string state)
    {
        switch (state)
        {
            case "closed" when pull.IsOpen:
                GitHubPulls.Close(pull);
                return null;
            case "open" when !pull.IsOpen:
                if (pull.IsMerged || call.Repository.Pulls.TipOf(pull.Head) is null)
                {
                    return GitHubErrors.Invalid(
                        "PullRequest",
                        "state",
                        "invalid",
                        pull.IsMerged
                            ? "state cannot be changed. The pull request has been merged."
                            : $"state cannot be changed. The {pull.Head} branch has been deleted."
                    );
                }

                pull.IsOpen = true;
                pull.ClosedAt = null;
                return null;
            default:
                return null;
        }
    }
}
