using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>A pull request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SourceBranch">The branch that it merges.</param>
/// <param name="TargetBranch">The branch that it merges into.</param>
/// <param name="Head">The commit at the tip of its source branch when it was read.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">The whole description, as Markdown.</param>
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
    /// <summary>Whether auto-merge is enabled.</summary>
    public bool AutoMerge { get; init; }

    /// <summary>Whether its source branch is in another repository. The tool ignores it then.</summary>
    public bool IsFromFork { get; init; }

    /// <summary>The commit of the merge on the target branch; null while it is not merged.</summary>
    public CommitSha? MergeCommit { get; init; }

    /// <summary>Whether the target branch requires signed commits, as far as that was read.</summary>
    public bool RequiresSignatures { get; init; }

    /// <summary>Its web page; null where there is none.</summary>
    public Uri? Page { get; init; }
}
