namespace GitOpsPromotion.Configuration;

/// <summary>One item of the list <c>environments</c>.</summary>
/// <param name="Name">The environment, and its folder in each group.</param>
/// <param name="Auto">Whether its pull requests merge without a person.</param>
public sealed record EnvironmentSettings(EnvironmentName Name, bool Auto);
