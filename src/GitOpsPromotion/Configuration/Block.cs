namespace GitOpsPromotion.Configuration;

/// <summary>A mapping whose keys are known, read key by key.</summary>
internal sealed class Block
{
    private readonly IReadOnlyDictionary<string, YamlEntry> entries;
    private readonly Place place;

    private Block(YamlNode.Mapping mapping)
    {
        entries = mapping.Entries;
        place = mapping.Place;
    }

    /// <param name="node">What should be the mapping.</param>
    /// <param name="what">The mapping in words, such as <c>an environment</c>.</param>
    /// <param name="known">All keys that it may have.</param>
    public static Block Read(YamlNode node, string what, IReadOnlyCollection<string> known)
    {
        var mapping = node.AsMapping(what, $"with the keys {Excerpt.Of(known)}");
        if (
            mapping.Entries.Values.FirstOrDefault(entry => !known.Contains(entry.Key.Value, StringComparer.Ordinal)) is
            { Key: var key }
        )
        {
            throw key.Place.Mistake(
                $"{what} has the unknown key {Excerpt.Of(key.Value)}. Allowed: {Excerpt.Of(known)}.",
                Suggestion.For(key.Value, known) ?? "Remove it."
            );
        }

        return new Block(mapping);
    }

    /// <summary>As <see cref="Read"/>, but nothing stands for a mapping without entries.</summary>
    public static Block ReadOrEmpty(YamlNode node, string what, IReadOnlyCollection<string> known) =>
        Read(node.IsNull ? YamlNode.Mapping.Empty(node.Place) : node, what, known);

    /// <summary>The value of a key, or null where the key is absent or has no value.</summary>
    public YamlNode? Find(string key) =>
        entries.TryGetValue(key, out var entry) && !entry.Value.IsNull ? entry.Value : null;

    /// <summary>Where a key's value stands, or should stand.</summary>
    public Place PlaceOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Value.Place : place;
}
