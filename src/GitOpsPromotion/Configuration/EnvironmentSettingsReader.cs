namespace GitOpsPromotion.Configuration;

/// <summary>Reads the list <c>environments</c>.</summary>
internal static class EnvironmentSettingsReader
{
    private const string NameKey = "name";
    private const string AutoKey = "auto";

    public static IReadOnlyList<EnvironmentSettings> Read(YamlNode node)
    {
        var items = node.AsSequence("'environments'", "of environments in the order of promotion").Items;
        if (items.Count is 0)
        {
            throw node.Place.Error(
                "'environments' is empty. At least one environment is needed.",
                $"List the environments in the order of promotion, each as '- {NameKey}: dev'."
            );
        }

        // Names that differ only in case are one folder on Windows and macOS, and one file among git's refs there.
        Dictionary<string, (EnvironmentSettings Stage, Location Place)> seen = new(StringComparer.OrdinalIgnoreCase);
        List<EnvironmentSettings> stages = [];
        foreach (var item in items)
        {
            var (stage, place) = ReadStage(item);
            if (!seen.TryAdd(stage.Name.Value, (stage, place)))
            {
                throw Twice(stage, place, seen[stage.Name.Value]);
            }

            stages.Add(stage);
        }

        return stages;
    }

    private static (EnvironmentSettings Stage, Location Place) ReadStage(YamlNode node)
    {
        var block = MappingReader.Read(node, "an environment", [NameKey, AutoKey]);
        var name =
            block.Find(NameKey)
            ?? throw block
                .PlaceOf(NameKey)
                .Error(
                    $"an environment has no '{NameKey}'. It must have one: the folder below each group.",
                    $"Write '{NameKey}: dev', for example."
                );
        var auto = block.Find(AutoKey) is { } value && value.AsSwitch(AutoKey);
        return (
            new EnvironmentSettings(name.AsName<EnvironmentName>("an environment's name", EnvironmentName.Form), auto),
            name.Place
        );
    }

    private static PromotionException Twice(
        EnvironmentSettings stage,
        Location place,
        (EnvironmentSettings Stage, Location Place) first
    ) =>
        place.Error(
            stage.Name == first.Stage.Name
                ? $"the environment {Quote.Of(stage.Name.Value)} stands twice, first in line {first.Place.Line}. Each name is allowed once."
                : $"the environment {Quote.Of(stage.Name.Value)} differs from {Quote.Of(first.Stage.Name.Value)} in line {first.Place.Line} only in upper and lower case. Some file systems take both for one folder.",
            "Rename one of the two, or remove it."
        );
}
