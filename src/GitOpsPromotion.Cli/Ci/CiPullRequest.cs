using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>The pull request that a CI job runs for.</summary>
/// <param name="Branch">Its branch, in whichever repository.</param>
/// <param name="IsFromFork">
/// Whether the branch is another repository's. It is none of ours then, whatever it is called.
/// </param>
internal sealed record CiPullRequest(BranchName Branch, bool IsFromFork);
