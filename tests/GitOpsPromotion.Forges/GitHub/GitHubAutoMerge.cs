using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Auto-merge, which is possible only while a pull request waits for something.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/automatically-merging-a-pull-request
/// The errors are as users have reported them: https://github.com/peter-evans/enable-pull-request-automerge/issues/343
/// </remarks>
internal static class GitHubAutoMerge
{
    /// <summary>Enables it. Returns the error where it does not.</summary>
    public static string? Enable(
        GitHubRepository repository,
        GitHubPullRequest pull,
        MergeStyle style,
        string? expectedHead,
        bool bypassesRules
    )
    {
        if (!repository.Settings.AllowAutoMerge)
        {
            return "Auto merge is not allowed for this repository";
        }

        if (!pull.IsOpen)
        {
            return "Pull request Pull request is closed";
        }

        if (expectedHead is not null && expectedHead != pull.HeadSha)
        {
            return "Pull request is not in the correct state to enable auto-merge";
        }

        if (!GitHubMerger.Allows(repository.Settings, style))
        {
            return $"Merge method {NounOf(style)} is not allowed on this repository";
        }

        if (Refuse(repository, pull, bypassesRules) is { } refusal)
        {
            return refusal;
        }

        // Its method cannot be changed while it is on.
        pull.AutoMerge ??= style;
        pull.AutoMergeBy = GitHubToken.Login;
        return null;
    }

    public static string? Disable(GitHubPullRequest pull)
    {
        if (pull.AutoMerge is null)
        {
            return "Can't disable auto-merge for this pull request.";
        }

        pull.AutoMerge = null;
        return null;
    }

    /// <summary>The error where there is nothing to wait for, or null.</summary>
    public static string? Refuse(GitHubRepository repository, GitHubPullRequest pull, bool bypassesRules)
    {
        var rules = repository.RulesOf(pull.Base).ToList();

        if (rules.Exists(rule => rule.UsesMergeQueue))
        {
            return null;
        }

        var state = GitHubMergeState.Of(repository, pull, bypassesRules);
        return rules.Count is 0 ? "Pull request Protected branch rules not configured for this branch"
            : state.Name is "BLOCKED" or "BEHIND" ? null
            : $"Pull request Pull request is in {state.Name.ToLowerInvariant()} status";
    }

    private static string NounOf(MergeStyle style) =>
        style switch
        {
            MergeStyle.Merge => "merge commits",
            MergeStyle.Squash => "squash merging",
            _ => "rebase merging",
        };
}
