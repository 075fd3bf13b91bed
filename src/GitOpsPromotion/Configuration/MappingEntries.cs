namespace GitOpsPromotion.Configuration;

/// <summary>Collects the entries of one mapping: no key twice, and merged ones only where the mapping has none itself.</summary>
internal sealed class MappingEntries
{
    private readonly OrderedDictionary<string, YamlEntry> own = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, YamlEntry> merged = new(StringComparer.Ordinal);

    public void Add(YamlNode.Scalar key, YamlNode value)
    {
        if (own.TryGetValue(key.Value, out var first))
        {
            throw key.Place.Error(
                $"the key {Quote.Of(key.Value)} stands twice, first in line {first.Key.Place.Line}. Each key is allowed once.",
                "Remove one of the two."
            );
        }

        own.Add(key.Value, new(key, value));
    }

    /// <summary>Takes in the entries of a mapping, or of several, of which the first has precedence.</summary>
    public void Merge(YamlNode.Scalar key, YamlNode value)
    {
        foreach (var source in value is YamlNode.Sequence several ? several.Items : [value])
        {
            if (source is not YamlNode.Mapping mapping)
            {
                throw key.Place.Error(
                    $"'<<' merges {source.Description}, but only mappings can be merged.",
                    "Name the anchor of a mapping, such as '<<: *defaults'."
                );
            }

            foreach (var (name, entry) in mapping.Entries)
            {
                merged.TryAdd(name, entry);
            }
        }
    }

    public IReadOnlyDictionary<string, YamlEntry> ToDictionary()
    {
        foreach (var (name, entry) in merged)
        {
            own.TryAdd(name, entry);
        }

        return own;
    }
}
