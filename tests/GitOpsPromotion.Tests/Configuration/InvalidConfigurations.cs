using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files that are rejected, each with its message and hint.</summary>
public static class InvalidConfigurations
{
    public static TheoryData<string> Names => [.. All.Select(file => file.Name)];

    public static ConfigurationCase Get(string name) =>
        All.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal));

    private static IReadOnlyList<ConfigurationCase> All { get; } =
    [.. InvalidFiles.All, .. InvalidEnvironments.All, .. InvalidSettings.All, .. InvalidGroups.All, .. InvalidYaml.All];
}
