using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>What a pull request is to be.</summary>
/// <param name="SourceBranch">The branch to merge; it has been pushed.</param>
/// <param name="TargetBranch">The branch to merge into.</param>
/// <param name="Head">The commit that was pushed to <paramref name="SourceBranch"/>.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">The description as Markdown.</param>
/// <param name="MergeMode">Who merges it, and when.</param>
public sealed record DesiredPullRequest(
    BranchName SourceBranch,
    BranchName TargetBranch,
    CommitSha Head,
    string Title,
    string Description,
    MergeMode MergeMode
);
