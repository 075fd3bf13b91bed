using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>A pull request as its provider holds it.</summary>
/// <param name="Number">The number by which people name it.</param>
/// <param name="SourceBranch">The branch that it merges.</param>
/// <param name="TargetBranch">The branch that it merges into.</param>
/// <param name="Head">The commit at the tip of its source branch when it was read.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">The description, whole, as Markdown.</param>
/// <param name="State">Whether it is open, merged or closed.</param>
public sealed record PullRequest(
    int Number,
    BranchName SourceBranch,
    BranchName TargetBranch,
    CommitSha Head,
    string Title,
    string Description,
    PullRequestState State
)
{
    /// <summary>Whether it merges by itself once nothing stands in the way.</summary>
    public bool AutoMerge { get; init; }

    /// <summary>Whether its branch is another repository's: it is none of this tool's then, whatever it says.</summary>
    public bool IsFromFork { get; init; }

    /// <summary>The commit that the merge put onto the target branch; null while it is not merged.</summary>
    public CommitSha? MergeCommit { get; init; }

    /// <summary>Whether the target branch takes only commits with verified signatures, as far as that was read.</summary>
    public bool RequiresSignatures { get; init; }

    /// <summary>Where a person reads it; null where there is no such page.</summary>
    public Uri? Page { get; init; }
}
