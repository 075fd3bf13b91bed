using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>What became of an open promotion that could not be merged as it was.</summary>
/// <param name="PullRequest">The pull request, as it is now.</param>
/// <param name="Obstacle">What kept it from being merged.</param>
/// <param name="Problem">Why its branch was not rebuilt; null where it was.</param>
public sealed record RefreshOutcome(PullRequest PullRequest, PromotionObstacle Obstacle, string? Problem);
