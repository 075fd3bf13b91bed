namespace GitOpsPromotion.Configuration;

/// <summary>A mapping whose keys are known, read key by key.</summary>
internal sealed class MappingReader
{
    private readonly IReadOnlyDictionary<string, YamlEntry> entries;
    private readonly Location place;

    private MappingReader(YamlNode.Mapping mapping)
    {
        entries = mapping.Entries;
        place = mapping.Place;
    }

    /// <param name="node">What should be the mapping.</param>
    /// <param name="what">The mapping in words, such as <c>an environment</c>.</param>
    /// <param name="known">All keys that it may have.</param>
    public static MappingReader Read(YamlNode node, string what, IReadOnlyCollection<string> known)
    {
        var mapping = node.AsMapping(what, $"with the keys {Quote.Of(known)}");
        if (
            mapping.Entries.Values.FirstOrDefault(entry => !known.Contains(entry.Key.Value, StringComparer.Ordinal)) is
            { Key: var key }
        )
        {
            throw key.Place.Error(
                $"{what} has the unknown key {Quote.Of(key.Value)}. Allowed: {Quote.Of(known)}.",
                DidYouMean.For(key.Value, known) ?? "Remove it."
            );
        }

        return new MappingReader(mapping);
    }

    /// <summary>As <see cref="Read"/>, but nothing stands for a mapping without entries.</summary>
    public static MappingReader ReadOrEmpty(YamlNode node, string what, IReadOnlyCollection<string> known) =>
        Read(node.IsNull ? YamlNode.Mapping.Empty(node.Place) : node, what, known);

    /// <summary>The value of a key, or null where the key is absent or has no value.</summary>
    public YamlNode? Find(string key) =>
        entries.TryGetValue(key, out var entry) && !entry.Value.IsNull ? entry.Value : null;

    /// <summary>Where a key's value stands, or should stand.</summary>
    public Location PlaceOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Value.Place : place;
}
