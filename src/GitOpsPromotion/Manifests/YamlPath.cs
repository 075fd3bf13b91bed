namespace GitOpsPromotion.Manifests;

/// <summary>Where in a document the parser stands: what is a key, and whose value the next node is.</summary>
internal sealed class YamlPath
{
    private readonly Stack<Level> levels = [];

    /// <summary>Whether the next node is a value, an item or the root; not a key, nor a part of one.</summary>
    public bool IsValue => levels.Count == 0 || levels.Peek() is { IsKeyNext: false, IsInKey: false };

    /// <summary>The key of the next node; null where it is none, or no scalar.</summary>
    public string? Key => levels.TryPeek(out var level) ? level.Key : null;

    /// <summary>The mapping that the next node is a value of; null in a list and at the root.</summary>
    public MappingValues? Mapping => levels.TryPeek(out var level) ? level.Values : null;

    /// <summary>What SOPS wrote into this document; filled as the document is read.</summary>
    public SopsMetadata Sops { get; private set; } = new();

    public void Scalar(string text, bool isNull, long line) => Advance(text, isNull ? "" : text, line);

    public void Alias(string anchor, long line) => Advance("", $"*{anchor}", line);

    public void Enter(bool isMapping)
    {
        var isInKey = !IsValue;
        var isSops = isMapping && levels.Count == 1 && Key is SopsMetadata.Key;
        Advance("", value: null, line: 0);
        var values = isMapping ? new MappingValues() : null;
        levels.Push(new Level(values, IsKeyNext: isMapping, isInKey, Key: null));
        if (isSops)
        {
            Sops.Values = values;
        }
    }

    public void Leave() => levels.Pop();

    public void Clear()
    {
        levels.Clear();
        Sops = new();
    }

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
        public Level After(string key) =>
            Values is null ? this : this with { IsKeyNext = !IsKeyNext, Key = IsKeyNext ? key : null };
    }
}
