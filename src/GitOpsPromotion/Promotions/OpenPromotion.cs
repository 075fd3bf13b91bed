using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The pull request that is open on a promotion's branch.</summary>
/// <param name="PullRequest">As the provider holds it.</param>
/// <param name="IsNewer">Whether it is for a newer promotion than the one at hand.</param>
public sealed record OpenPromotion(PullRequest PullRequest, bool IsNewer);
