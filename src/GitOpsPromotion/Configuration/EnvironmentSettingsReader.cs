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
            throw node.Location.Error(
                "'environments' is empty. At least one environment is required.",
                $"List the environments in the order of promotion, each as '- {NameKey}: dev'."
            );
        }

        // On Windows and macOS, names that differ only in case are the same folder, and the same file for git's refs.
        Dictionary<string, (EnvironmentName Name, Location Location)> seen = new(StringComparer.OrdinalIgnoreCase);
        List<EnvironmentSettings> environments = [];
        foreach (var item in items)
        {
            var (environment, location) = ReadItem(item);
            if (!seen.TryAdd(environment.Name.Value, (environment.Name, location)))
            {
                var first = seen[environment.Name.Value];
                throw Duplicate(environment.Name, location, first.Name, first.Location);
            }

            environments.Add(environment);
        }

        return environments;
    }

    private static (EnvironmentSettings Environment, Location Location) ReadItem(YamlNode node)
    {
        var mapping = MappingReader.Read(node, "an environment", [NameKey, AutoKey]);
        var name =
            mapping.Find(NameKey)
            ?? throw mapping
                .LocationOf(NameKey)
                .Error(
                    $"an environment has no '{NameKey}'. It is the environment's folder in each group.",
                    $"Add the name, for example '{NameKey}: dev'."
                );
        var auto = mapping.Find(AutoKey) is { } value && value.AsBoolean(AutoKey);
        return (
            new EnvironmentSettings(name.AsName<EnvironmentName>("an environment's name", EnvironmentName.Form), auto),
            name.Location
        );
    }

    private static PromotionException Duplicate(
        EnvironmentName name,
        Location location,
        EnvironmentName firstName,
        Location first
    ) =>
        location.Error(
            name == firstName
                ? $"duplicate environment {Quote.Of(name.Value)} (first on line {first.Line})."
                : $"environment {Quote.Of(name.Value)} differs from {Quote.Of(firstName.Value)} (line {first.Line}) only in case. Some file systems treat both as one folder.",
            "Rename or remove one of the two."
        );
}
