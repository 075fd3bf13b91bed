namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The rules of a branch, from one source.</summary>
/// <param name="source">Branch protection or a ruleset.</param>
public sealed class GitHubBranchRules(GitHubRuleSource source)
{
    public GitHubRuleSource Source { get; } = source;

    /// <summary>The contexts that must have succeeded on the head.</summary>
    public ICollection<string> RequiredChecks { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Whether the head must contain the tip of the branch.</summary>
    public bool RequiresUpToDate { get; set; }

    public bool RequiresLinearHistory { get; set; }

    /// <summary>Whether every commit must be signed. Here every signature counts as verified.</summary>
    public bool RequiresSignatures { get; set; }

    /// <summary>Whether all merges go through a merge queue, which squashes. A ruleset only.</summary>
    public bool UsesMergeQueue { get; set; }

    /// <summary>The ways to merge, such as <c>squash</c>, where a ruleset leaves only some. Null leaves all.</summary>
    public IReadOnlyList<string>? AllowedMergeMethods { get; set; }

    internal IReadOnlyList<string> MergeMethods => AllowedMergeMethods ?? ["merge", "squash", "rebase"];

    /// <summary>The rules that are on, of a ruleset.</summary>
    internal IEnumerable<GitHubRule> Active()
    {
        yield return new("non_fast_forward");

        if (RequiredChecks.Count > 0 || RequiresUpToDate)
        {
            yield return new(
                "required_status_checks",
                new RequiredStatusChecksParameters(
                    RequiredChecks.Select(context => new RequiredCheck(context)),
                    RequiresUpToDate
                )
            );
        }

        if (AllowedMergeMethods is not null)
        {
            yield return new("pull_request", new PullRequestParameters(MergeMethods));
        }

        if (RequiresLinearHistory)
        {
            yield return new("required_linear_history");
        }

        if (RequiresSignatures)
        {
            yield return new("required_signatures");
        }

        if (UsesMergeQueue)
        {
            yield return new("merge_queue", new MergeQueueParameters());
        }
    }

    internal bool IsEmpty =>
        RequiredChecks.Count is 0
        && AllowedMergeMethods is null
        && !RequiresUpToDate
        && !RequiresLinearHistory
        && !RequiresSignatures
        && !UsesMergeQueue;
}
