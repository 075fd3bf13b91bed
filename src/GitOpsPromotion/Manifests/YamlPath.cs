namespace GitOpsPromotion.Manifests;

/// <summary>The position of the parser in a document: the key and the mapping of the next node.</summary>
internal sealed class YamlPath
{
    private const string MergeKey = "<<";

    private readonly Stack<Level> levels = [];
    private readonly Dictionary<string, MappingValues> anchors = new(StringComparer.Ordinal);

    /// <summary>Whether the next node is a value, an item or the root, and not part of a key.</summary>
    public bool IsValue => levels.Count == 0 || levels.Peek() is { IsKeyNext: false, IsInKey: false };

    /// <summary>The key of the next node; null if there is none or it is not a scalar.</summary>
    public string? Key => levels.TryPeek(out var level) ? level.Key : null;

    /// <summary>The mapping that contains the next node; null in a list and at the root.</summary>
    public MappingValues? Mapping => levels.TryPeek(out var level) ? level.Values : null;

    /// <summary>The SOPS metadata of the file, as far as it was read.</summary>
    public SopsMetadata Sops { get; } = new();

    public void Scalar(string text, bool isNull, long line) => Advance(text, isNull ? "" : text, line);

    public void Alias(string anchor, long line)
    {
        if (anchors.TryGetValue(anchor, out var values))
        {
            MergeTarget?.Merge(values);
        }

        Advance("", $"*{anchor}", line);
    }

    public void EnterMapping(string? anchor)
    {
        var isInKey = !IsValue;
        var isSops = levels.Count == 1 && Key is SopsMetadata.Key;
        MappingValues values = new();
        MergeTarget?.Merge(values);
        Advance("", value: null, line: 0);
        levels.Push(new Level(values, IsKeyNext: true, isInKey, Key: null));
        if (isSops)
        {
            Sops.Add(values);
        }

        if (anchor is not null)
        {
            anchors[anchor] = values;
        }
    }

    public void EnterSequence()
    {
        var isInKey = !IsValue;
        var mergeTarget = Mapping is null ? null : MergeTarget;
        Advance("", value: null, line: 0);
        levels.Push(new Level(Values: null, IsKeyNext: false, isInKey, Key: null) { MergeTarget = mergeTarget });
    }

    public void Leave() => levels.Pop();

    public void Clear()
    {
        levels.Clear();
        anchors.Clear();
    }

    /// <summary>The mapping that the next node is merged into; null if it is a normal value.</summary>
    private MappingValues? MergeTarget =>
        !levels.TryPeek(out var level) ? null
        : level.Key is MergeKey ? level.Values
        : level.MergeTarget;

    private void Advance(string key, string? value, long line)
    {
        if (!levels.TryPop(out var level))
        {
            return;
        }

        if (level is { Values: { } values, IsKeyNext: false, Key: { } known } && value is not null)
        {
            values.Add(known, value, line);
        }

        levels.Push(level.After(key));
    }

    private readonly record struct Level(MappingValues? Values, bool IsKeyNext, bool IsInKey, string? Key)
    {
        /// <summary>The mapping that the items of the list are merged into; null for other lists.</summary>
        public MappingValues? MergeTarget { get; init; }

        public Level After(string key) =>
            Values is null ? this : this with { IsKeyNext = !IsKeyNext, Key = IsKeyNext ? key : null };
    }
}
