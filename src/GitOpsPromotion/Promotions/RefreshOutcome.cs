using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>What happened to an open promotion that could not be merged.</summary>
/// <param name="PullRequest">The current pull request.</param>
/// <param name="Obstacle">Why it could not be merged.</param>
/// <param name="Problem">Why its branch was not rebuilt; null if it was.</param>
public sealed record RefreshOutcome(PullRequest PullRequest, PromotionObstacle Obstacle, string? Problem);
