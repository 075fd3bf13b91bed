namespace GitOpsPromotion.Promotions;

/// <summary>All that a promotion is planned from.</summary>
/// <param name="Request">What is to be promoted.</param>
/// <param name="Scan">What setting the version would change in its environment.</param>
/// <param name="Open">The pull request that is open on its branch, or null.</param>
/// <param name="UnsetMarkers">A warning for each marker of the app that is not set.</param>
internal sealed record PromotionInput(
    PromotionRequest Request,
    EnvironmentScan Scan,
    OpenPromotion? Open,
    IReadOnlyList<PromotionWarning> UnsetMarkers
);
