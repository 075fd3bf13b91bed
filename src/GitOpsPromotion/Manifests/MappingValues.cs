namespace GitOpsPromotion.Manifests;

/// <summary>The values of one mapping that are needed for its marked values: tags, digests, and SOPS metadata.</summary>
internal sealed class MappingValues
{
    // Merges in real files are far fewer, and a mapping can merge itself.
    private const int MaxMerges = 32;

    private Dictionary<string, MappingValue>? values;
    private List<MappingValues>? merged;
    private List<MappingValues>? inheritors;

    /// <param name="key">The key.</param>
    /// <param name="text">The value's text; empty for null.</param>
    /// <param name="line">The line of the value, from 1.</param>
    public void Add(string key, string text, long line)
    {
        if (IsKept(key, text))
        {
            values ??= new(StringComparer.OrdinalIgnoreCase);
            values[key] = new MappingValue(key, text, line, Marker: null);
        }
    }

    /// <summary>Merges another mapping into this one (<c>&lt;&lt;</c>, https://yaml.org/type/merge.html).</summary>
    public void Merge(MappingValues other)
    {
        (merged ??= []).Add(other);
        (other.inheritors ??= []).Add(this);
    }

    /// <summary>Sets the marker of the value that was added last for a key.</summary>
    public void SetMarker(string? key, Marker marker)
    {
        if (key is not null && values?.GetValueOrDefault(key) is { } value)
        {
            values[key] = value with { Marker = marker };
        }
    }

    /// <summary>
    /// The value of a key in any case: the last one if the key is repeated, and that of a merged mapping if this mapping
    /// does not have the key.
    /// </summary>
    public MappingValue? Find(string key) =>
        WithRelated(mapping => mapping.merged, _ => true)
            .Select(mapping => mapping.values?.GetValueOrDefault(key))
            .FirstOrDefault(value => value is not null);

    /// <summary>This mapping, and those that inherit the value of the key through a merge.</summary>
    public IEnumerable<MappingValues> WithInheritors(string key) =>
        WithRelated(mapping => mapping.inheritors, inheritor => inheritor.values?.ContainsKey(key) is not true);

    private List<MappingValues> WithRelated(
        Func<MappingValues, List<MappingValues>?> related,
        Func<MappingValues, bool> isIncluded
    )
    {
        List<MappingValues> found = [this];
        for (var index = 0; index < found.Count && found.Count < MaxMerges; index++)
        {
            found.AddRange((related(found[index]) ?? []).Take(MaxMerges).Where(isIncluded).Except(found));
        }

        return found;
    }

    // A manifest can have millions of values. Only these are needed.
    private static bool IsKept(string key, string text) =>
        key.EndsWith("tag", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("digest", StringComparison.OrdinalIgnoreCase)
        || ImageMapping.IsRepositoryWithDigest(key, text)
        || key is "sha" or SopsMetadata.MacKey or SopsMetadata.MacOnlyEncryptedKey;
}

/// <summary>A scalar or an alias as the value of a key.</summary>
internal sealed record MappingValue(string Key, string Text, long Line, Marker? Marker);
