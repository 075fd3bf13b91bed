namespace GitOpsPromotion.Manifests;

/// <summary>The values of one mapping that matter to what is marked in it: tags, digests, and the metadata of SOPS.</summary>
internal sealed class MappingValues
{
    private Dictionary<string, MappingValue>? values;

    /// <param name="key">The key.</param>
    /// <param name="text">The value's text; empty for null.</param>
    /// <param name="line">The line of the value, from 1.</param>
    public void Add(string key, string text, long line)
    {
        if (IsKept(key))
        {
            values ??= new(StringComparer.OrdinalIgnoreCase);
            values[key] = new MappingValue(key, text, line, Marker: null);
        }
    }

    /// <summary>The value that was added last under the key has a marker.</summary>
    public void Mark(string? key, Marker marker)
    {
        if (key is not null && Find(key) is { } value)
        {
            values![key] = value with { Marker = marker };
        }
    }

    /// <summary>The value of a key, in whatever case it is written; the last one where the key is repeated.</summary>
    public MappingValue? Find(string key) => values?.GetValueOrDefault(key);

    // A manifest may have millions of values, of which nobody asks for the others.
    private static bool IsKept(string key) =>
        key.EndsWith("tag", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("digest", StringComparison.OrdinalIgnoreCase)
        || key is "sha" or SopsMetadata.MacKey or SopsMetadata.MacOnlyEncryptedKey;
}

/// <summary>A scalar, or an alias that stands for one, as the value of a key.</summary>
internal sealed record MappingValue(string Key, string Text, long Line, Marker? Marker);
