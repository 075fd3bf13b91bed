namespace GitOpsPromotion.Configuration;

/// <summary>The content of <c>gitops-promotion.yaml</c>.</summary>
/// <param name="Flow">How promotion branches are named.</param>
/// <param name="StatusTimeout">How long <c>status</c> waits for the previous environment.</param>
/// <param name="Branch">The default branch; null if the file does not set it.</param>
/// <param name="Environments">The environments in the order of promotion; at least one.</param>
public sealed record PromotionConfiguration(
    PromotionFlow Flow,
    TimeSpan StatusTimeout,
    string? Branch,
    IReadOnlyList<EnvironmentSettings> Environments
);
