namespace GitOpsPromotion.Configuration;

/// <summary>Reads <c>gitops-promotion.yaml</c> strictly.</summary>
public static class ConfigurationReader
{
    /// <summary>The file's name at the root of the repository.</summary>
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
    private const string StagesKey = "environments";
    private const string GroupsKey = "groups";

    /// <summary>Reads the file's text. What is wrong is a <see cref="PromotionException"/> with file, line and column.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="location">How messages name the file, such as <c>gitops-promotion.yaml (commit 1a2b3c)</c>.</param>
    public static PromotionConfiguration Read(string text, string location = FileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = YamlComposer.Compose(text, location);
        if (root is null or { IsNull: true })
        {
            throw new Location(location, 1, 1).Error("the file is empty. At least one environment is needed.", Example);
        }

        var file = MappingReader.Read(root, "the file", [FlowKey, StatusTimeoutKey, BranchKey, StagesKey, GroupsKey]);
        return new PromotionConfiguration(
            file.Find(FlowKey) is { } flow ? ReadFlow(flow) : PromotionFlow.PerApp,
            file.Find(StatusTimeoutKey) is { } timeout ? StatusTimeout.Read(timeout) : StatusTimeout.Default,
            file.Find(BranchKey) is { } branch ? ReadBranch(branch) : null,
            file.Find(StagesKey) is { } stages
                ? EnvironmentSettingsReader.Read(stages)
                : throw file.PlaceOf(StagesKey)
                    .Error($"'{StagesKey}' is missing or empty. At least one environment is needed.", Example),
            file.Find(GroupsKey) is { } groups ? ReviewGroupReader.Read(groups) : []
        );
    }

    /// <summary>The failure that a missing file is.</summary>
    /// <param name="location">Where it was looked for, such as <c>the root of commit 1a2b3c</c>.</param>
    /// <param name="found">What is there in its place; null where nothing is.</param>
    public static PromotionException Missing(string location, string? found = null) =>
        new(FailureKind.Configuration, $"There is no {FileName}: it was looked for in {location}.")
        {
            Hint = found ?? Example,
        };

    private static string Example => $"A minimal {FileName}, at the root of the repository, is:\n\n{Minimal}";

    private static PromotionFlow ReadFlow(YamlNode node)
    {
        const string perApp = "per-app";
        const string perEnvironment = "per-env";
        var text = node.AsText($"'{FlowKey}'", $"'{perApp}' or '{perEnvironment}'");
        return text switch
        {
            perApp => PromotionFlow.PerApp,
            perEnvironment => PromotionFlow.PerEnvironment,
            _ => throw node.Place.Error(
                $"'{FlowKey}' is {Quote.Of(text)}. Allowed are '{perApp}' and '{perEnvironment}'.",
                DidYouMean.For(text, [perApp, perEnvironment]) ?? $"Remove the key to get '{perApp}'."
            ),
        };
    }

    private static string ReadBranch(YamlNode node)
    {
        const string form = "the name of the default branch, such as 'main'";
        var text = node.AsText($"'{BranchKey}'", form);
        return text.Length > 0
            ? text
            : throw node.Place.Error(
                $"'{BranchKey}' is empty, but must be {form}.",
                "Remove the key to let the remote say what its default branch is."
            );
    }
}
