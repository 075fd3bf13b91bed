namespace GitOpsPromotion.Configuration;

/// <summary>One environment of the list.</summary>
/// <param name="Name">Its folder below each group.</param>
/// <param name="Auto">Whether pull requests for it merge by themselves.</param>
public sealed record EnvironmentSettings(EnvironmentName Name, bool Auto);
