namespace GitOpsPromotion.Manifests;

/// <summary>Where in a document the parser stands: what is a key, and whose value the next scalar is.</summary>
internal sealed class YamlPath
{
    private readonly Stack<Level> levels = [];

    /// <summary>Whether the next node is a value, an item or the root; not a key, nor a part of one.</summary>
    public bool IsValue => levels.Count == 0 || levels.Peek() is { IsKeyNext: false, IsInKey: false };

    /// <summary>The key of the next node; null where it is none, or no scalar.</summary>
    public string? Key => levels.TryPeek(out var level) ? level.Key : null;

    public void Scalar(string value)
    {
        if (levels.TryPop(out var level))
        {
            levels.Push(level.After(value));
        }
    }

    public void Enter(bool isMapping)
    {
        var isInKey = !IsValue;
        Scalar("");
        levels.Push(new Level(isMapping, IsKeyNext: isMapping, isInKey, Key: null));
    }

    public void Leave() => levels.Pop();

    public void Clear() => levels.Clear();

    private readonly record struct Level(bool IsMapping, bool IsKeyNext, bool IsInKey, string? Key)
    {
        public Level After(string value) =>
            IsMapping ? this with { IsKeyNext = !IsKeyNext, Key = IsKeyNext ? value : null } : this;
    }
}
