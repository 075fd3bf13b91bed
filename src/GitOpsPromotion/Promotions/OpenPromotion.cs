using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The pull request that is open on a promotion's branch.</summary>
/// <param name="PullRequest">The pull request.</param>
/// <param name="IsNewer">Whether it is newer than the promotion of this run.</param>
internal sealed record OpenPromotion(PullRequest PullRequest, bool IsNewer);
