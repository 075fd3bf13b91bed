namespace GitOpsPromotion.Configuration;

/// <summary>Reads a mapping with known keys, key by key.</summary>
internal sealed class MappingReader
{
    private readonly IReadOnlyDictionary<string, YamlEntry> entries;
    private readonly Location location;

    private MappingReader(YamlNode.Mapping mapping)
    {
        entries = mapping.Entries;
        location = mapping.Location;
    }

    /// <param name="node">The value, which must be a mapping.</param>
    /// <param name="what">What the mapping is, for messages: <c>an environment</c>.</param>
    /// <param name="known">All keys that are allowed.</param>
    public static MappingReader Read(YamlNode node, string what, IReadOnlyCollection<string> known)
    {
        var mapping = node.AsMapping(what, $"with the keys {Quote.Of(known)}");
        if (
            mapping.Entries.Values.FirstOrDefault(entry => !known.Contains(entry.Key.Value, StringComparer.Ordinal)) is
            { Key: var key }
        )
        {
            throw key.Location.Error(
                $"unknown key {Quote.Of(key.Value)} in {what}. Allowed: {Quote.Of(known)}.",
                DidYouMean.For(key.Value, known) ?? "Remove it."
            );
        }

        return new MappingReader(mapping);
    }

    /// <summary>Like <see cref="Read"/>, but a missing value is a mapping without entries.</summary>
    public static MappingReader ReadOrEmpty(YamlNode node, string what, IReadOnlyCollection<string> known) =>
        Read(node.IsNull ? YamlNode.Mapping.Empty(node.Location) : node, what, known);

    /// <summary>The value of a key; null if the key is missing or has no value.</summary>
    public YamlNode? Find(string key) =>
        entries.TryGetValue(key, out var entry) && !entry.Value.IsNull ? entry.Value : null;

    /// <summary>The position of a key's value; of the mapping if the key is missing.</summary>
    public Location LocationOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Value.Location : location;
}
