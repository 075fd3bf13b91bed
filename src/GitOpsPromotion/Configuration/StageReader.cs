namespace GitOpsPromotion.Configuration;

/// <summary>Reads the list <c>environments</c>.</summary>
internal static class StageReader
{
    private const string NameKey = "name";
    private const string AutoKey = "auto";

    public static IReadOnlyList<Stage> Read(YamlNode node)
    {
        var items = node.AsSequence("'environments'", "of environments in the order of promotion").Items;
        if (items.Count is 0)
        {
            throw node.Place.Mistake(
                "'environments' is empty. At least one environment is needed.",
                $"List the environments in the order of promotion, each as '- {NameKey}: dev'."
            );
        }

        // Names that differ only in case are one folder on Windows and macOS, and one file among git's refs there.
        Dictionary<string, (Stage Stage, Place Place)> seen = new(StringComparer.OrdinalIgnoreCase);
        List<Stage> stages = [];
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

    private static (Stage Stage, Place Place) ReadStage(YamlNode node)
    {
        var block = Block.Read(node, "an environment", [NameKey, AutoKey]);
        var name =
            block.Find(NameKey)
            ?? throw block
                .PlaceOf(NameKey)
                .Mistake(
                    $"an environment has no '{NameKey}'. It must have one: the folder below each group.",
                    $"Write '{NameKey}: dev', for example."
                );
        var auto = block.Find(AutoKey) is { } value && value.AsSwitch(AutoKey);
        return (
            new Stage(name.AsName<EnvironmentName>("an environment's name", EnvironmentName.Form), auto),
            name.Place
        );
    }

    private static PromotionException Twice(Stage stage, Place place, (Stage Stage, Place Place) first) =>
        place.Mistake(
            stage.Name == first.Stage.Name
                ? $"the environment {Excerpt.Of(stage.Name.Value)} stands twice, first in line {first.Place.Line}. Each name is allowed once."
                : $"the environment {Excerpt.Of(stage.Name.Value)} differs from {Excerpt.Of(first.Stage.Name.Value)} in line {first.Place.Line} only in upper and lower case. Some file systems take both for one folder.",
            "Rename one of the two, or remove it."
        );
}
