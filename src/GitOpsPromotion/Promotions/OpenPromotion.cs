using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The pull request that is open on a promotion's branch.</summary>
/// <param name="PullRequest">As the provider holds it.</param>
/// <param name="FromLaterCommit">Whether it came from a later commit of the default branch than the promotion at hand.</param>
public sealed record OpenPromotion(PullRequest PullRequest, bool FromLaterCommit);
