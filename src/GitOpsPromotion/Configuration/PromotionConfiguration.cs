namespace GitOpsPromotion.Configuration;

/// <summary>The content of <c>gitops-promotion.yaml</c>.</summary>
/// <param name="Flow">How promotion branches are named.</param>
/// <param name="StatusTimeout">How long <c>status</c> waits for the previous environment.</param>
/// <param name="Branch">The default branch where the file overrides it, else null.</param>
/// <param name="Environments">The environments in the order of promotion; at least one.</param>
/// <param name="Groups">The settings of review deployments; empty where there are none.</param>
public sealed record PromotionConfiguration(
    PromotionFlow Flow,
    TimeSpan StatusTimeout,
    string? Branch,
    IReadOnlyList<EnvironmentSettings> Environments,
    IReadOnlyList<ReviewGroup> Groups
);
