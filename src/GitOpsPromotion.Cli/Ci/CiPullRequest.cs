using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>The pull request that a CI job runs for.</summary>
/// <param name="Branch">The source branch.</param>
/// <param name="IsFromFork">Whether the branch is in another repository: it is not a promotion then, whatever its name.</param>
internal sealed record CiPullRequest(BranchName Branch, bool IsFromFork);
