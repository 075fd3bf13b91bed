namespace GitOpsPromotion.Manifests;

/// <summary>The values of one mapping that matter to what is marked in it: tags, digests, and the metadata of SOPS.</summary>
internal sealed class MappingValues
{
    // A chain of merges in files that people write is far shorter, and a mapping may merge itself.
    private const int MostMerges = 32;

    private Dictionary<string, MappingValue>? values;
    private List<MappingValues>? merged;
    private List<MappingValues>? heirs;

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

    /// <summary>The mapping takes the values of another for the keys that it does not have (<c>&lt;&lt;</c>, https://yaml.org/type/merge.html).</summary>
    public void Merge(MappingValues other)
    {
        (merged ??= []).Add(other);
        (other.heirs ??= []).Add(this);
    }

    /// <summary>The value that was added last under the key has a marker.</summary>
    public void Mark(string? key, Marker marker)
    {
        if (key is not null && values?.GetValueOrDefault(key) is { } value)
        {
            values[key] = value with { Marker = marker };
        }
    }

    /// <summary>
    /// The value of a key, in whatever case it is written; the last one where the key is repeated, one of a merged
    /// mapping where the mapping itself has none.
    /// </summary>
    public MappingValue? Find(string key) =>
        WithRelated(mapping => mapping.merged, _ => true)
            .Select(mapping => mapping.values?.GetValueOrDefault(key))
            .FirstOrDefault(value => value is not null);

    /// <summary>The mapping, and those that take the value of the key from it by a merge.</summary>
    public IEnumerable<MappingValues> WithHeirs(string key) =>
        WithRelated(mapping => mapping.heirs, heir => heir.values?.ContainsKey(key) is not true);

    private List<MappingValues> WithRelated(
        Func<MappingValues, List<MappingValues>?> related,
        Func<MappingValues, bool> isTaken
    )
    {
        List<MappingValues> found = [this];
        for (var index = 0; index < found.Count && found.Count < MostMerges; index++)
        {
            found.AddRange((related(found[index]) ?? []).Take(MostMerges).Where(isTaken).Except(found));
        }

        return found;
    }

    // A manifest may have millions of values, of which nobody asks for the others.
    private static bool IsKept(string key, string text) =>
        key.EndsWith("tag", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("digest", StringComparison.OrdinalIgnoreCase)
        || ImageMapping.IsRepositoryWithDigest(key, text)
        || key is "sha" or SopsMetadata.MacKey or SopsMetadata.MacOnlyEncryptedKey;
}

/// <summary>A scalar, or an alias that stands for one, as the value of a key.</summary>
internal sealed record MappingValue(string Key, string Text, long Line, Marker? Marker);
