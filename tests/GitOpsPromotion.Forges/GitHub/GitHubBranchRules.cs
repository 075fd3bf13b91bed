namespace GitOpsPromotion.Forges.GitHub;

/// <summary>What a branch demands of what is merged into it, of one source.</summary>
/// <param name="source">Where it is written down.</param>
public sealed class GitHubBranchRules(GitHubRuleSource source)
{
    public GitHubRuleSource Source { get; } = source;

    /// <summary>The contexts that must have succeeded on the head.</summary>
    public ICollection<string> RequiredChecks { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Whether the head must contain the tip of the branch.</summary>
    public bool RequiresUpToDate { get; set; }

    public int RequiredReviews { get; set; }

    public bool RequiresLinearHistory { get; set; }

    /// <summary>Whether all merges go through a merge queue, which squashes. A ruleset only.</summary>
    public bool UsesMergeQueue { get; set; }

    internal bool IsEmpty =>
        RequiredChecks.Count is 0
        && RequiredReviews is 0
        && !RequiresUpToDate
        && !RequiresLinearHistory
        && !UsesMergeQueue;
}
