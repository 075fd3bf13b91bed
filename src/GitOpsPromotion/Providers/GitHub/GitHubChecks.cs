using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The answer to <see cref="GitHubQueries.Checks"/>.</summary>
internal sealed record ChecksData(GitHubChecks? Node);

/// <summary>The reviews and checks of a pull request.</summary>
internal sealed record GitHubChecks(bool? ViewerCanMergeAsAdmin, string? ReviewDecision, CommitNodes? Commits)
{
    /// <summary>Whether a review is missing, or requests changes.</summary>
    public bool LacksReview => ReviewDecision is "REVIEW_REQUIRED" or "CHANGES_REQUESTED";

    /// <summary>Whether every status and check run of the name has succeeded on the commit, and there is one.</summary>
    public bool HavePassed(CommitSha head, string name) =>
        Commits?.Nodes is [{ Commit: { } commit }]
        && commit.Oid == head.Value
        && (commit.StatusCheckRollup?.Contexts?.Nodes ?? []).Where(check => check?.Is(name) is true).ToArray()
            is [_, ..] checks
        && checks.All(check => check!.HasPassed);
}

/// <summary>The commits of a pull request; the newest is read.</summary>
internal sealed record CommitNodes(PullRequestCommitNode?[]? Nodes);

/// <summary>A commit of a pull request.</summary>
internal sealed record PullRequestCommitNode(CheckedCommit? Commit);

/// <summary>A commit with its statuses and check runs.</summary>
internal sealed record CheckedCommit(string? Oid, StatusCheckRollup? StatusCheckRollup);

/// <summary>Statuses and check runs.</summary>
internal sealed record StatusCheckRollup(RollupContextNodes? Contexts);

/// <summary>A list of them.</summary>
internal sealed record RollupContextNodes(RollupContext?[]? Nodes);

/// <summary>A status, with a context and a state, or a check run, with a name and a conclusion.</summary>
internal sealed record RollupContext(string? Context, string? State, string? Name, string? Conclusion)
{
    // https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/about-status-checks
    public bool HasPassed => (State ?? Conclusion) is "SUCCESS" or "NEUTRAL" or "SKIPPED";

    public bool Is(string name) => string.Equals(Context ?? Name, name, StringComparison.OrdinalIgnoreCase);
}
