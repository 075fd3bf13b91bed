namespace GitOpsPromotion.Configuration;

/// <summary>Reads <c>gitops-promotion.yaml</c> strictly.</summary>
internal static class ConfigurationReader
{
    /// <summary>The name of the file at the root of the repository.</summary>
    public const string FileName = "gitops-promotion.yaml";

    private const string Minimal = """
        environments:
          - name: dev
            auto: true
          - name: prod
            auto: false
        """;

    private const string FlowKey = "prflow";
    private const string StatusTimeoutKey = "status_timeout_minutes";
    private const string BranchKey = "branch";
    private const string EnvironmentsKey = "environments";
    private const string GroupsKey = "groups";

    /// <summary>Reads the text of the file.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="location">The file in messages, such as <c>gitops-promotion.yaml (commit 1a2b3c)</c>.</param>
    /// <exception cref="PromotionException">The file is invalid. The message has the file, line and column.</exception>
    public static PromotionConfiguration Read(string text, string location = FileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = YamlComposer.Compose(text, location);
        if (root is null or { IsNull: true })
        {
            throw new Location(location, 1, 1).Error(
                "the file is empty. At least one environment is required.",
                Example
            );
        }

        string[] keys = [FlowKey, StatusTimeoutKey, BranchKey, EnvironmentsKey, GroupsKey];
        var file = MappingReader.Read(root, "the file", keys);
        var flow = file.Find(FlowKey) is { } prflow ? ReadFlow(prflow) : PromotionFlow.PerApp;
        var timeout = file.Find(StatusTimeoutKey) is { } minutes ? StatusTimeout.Read(minutes) : StatusTimeout.Default;
        var branch = file.Find(BranchKey) is { } name ? ReadBranch(name) : null;
        var environments = ReadEnvironments(file);
        if (file.Find(GroupsKey) is { } groups)
        {
            ReviewGroups.Validate(groups);
        }

        return new PromotionConfiguration(flow, timeout, branch, environments);
    }

    /// <summary>The failure for a missing file.</summary>
    /// <param name="location">Where the file was expected, such as <c>the root of commit 1a2b3c</c>.</param>
    /// <param name="found">A hint about what is there instead; null if nothing is.</param>
    public static PromotionException Missing(string location, string? found = null) =>
        new(FailureKind.Configuration, $"{FileName} not found in {location}.") { Hint = found ?? Example };

    private static string Example => $"A minimal {FileName}, at the root of the repository:\n\n{Minimal}";

    private static IReadOnlyList<EnvironmentSettings> ReadEnvironments(MappingReader file)
    {
        if (file.Find(EnvironmentsKey) is { } environments)
        {
            return EnvironmentSettingsReader.Read(environments);
        }

        throw file.LocationOf(EnvironmentsKey)
            .Error($"'{EnvironmentsKey}' is missing or empty. At least one environment is required.", Example);
    }

    private static PromotionFlow ReadFlow(YamlNode node)
    {
        const string perApp = "per-app";
        const string perEnvironment = "per-env";
        const string form = $"'{perApp}' or '{perEnvironment}'";
        var text = node.AsString($"'{FlowKey}'", form);
        return text switch
        {
            perApp => PromotionFlow.PerApp,
            perEnvironment => PromotionFlow.PerEnvironment,
            _ => throw node.Location.Error(
                $"'{FlowKey}' is {Quote.Of(text)}, but must be {form}.",
                DidYouMean.For(text, [perApp, perEnvironment]) ?? $"Remove the key for the default, '{perApp}'."
            ),
        };
    }

    private static string ReadBranch(YamlNode node)
    {
        const string form = "the name of the default branch, such as 'main'";
        var text = node.AsString($"'{BranchKey}'", form);
        if (text.Length > 0)
        {
            return text;
        }

        throw node.Location.Error(
            $"'{BranchKey}' is empty, but must be {form}.",
            "Remove the key to use the default branch of the remote."
        );
    }
}
