namespace GitOpsPromotion.Configuration;

/// <summary>Collects the entries of one mapping. Duplicate keys are errors, and merged entries do not replace the mapping's own.</summary>
internal sealed class MappingEntries
{
    private readonly OrderedDictionary<string, YamlEntry> own = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, YamlEntry> merged = new(StringComparer.Ordinal);

    public void Add(YamlNode.Scalar key, YamlNode value)
    {
        if (own.TryGetValue(key.Value, out var first))
        {
            throw key.Location.Error(
                $"duplicate key {Quote.Of(key.Value)} (first on line {first.Key.Location.Line}).",
                "Remove one of the two."
            );
        }

        own.Add(key.Value, new(key, value));
    }

    /// <summary>Merges a mapping, or a list of mappings of which the first has precedence (https://yaml.org/type/merge.html).</summary>
    public void Merge(YamlNode.Scalar key, YamlNode value)
    {
        foreach (var source in value is YamlNode.Sequence list ? list.Items : [value])
        {
            if (source is not YamlNode.Mapping mapping)
            {
                throw key.Location.Error(
                    $"'<<' merges {source.Description}, but only mappings can be merged.",
                    "Use the anchor of a mapping, such as '<<: *defaults'."
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
