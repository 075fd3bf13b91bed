using System.Collections.ObjectModel;

namespace GitOpsPromotion.Configuration;

/// <summary>A value of the file with its place.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Size">How many nodes it is made of, each alias counted as what it stands for.</param>
internal abstract record YamlNode(Location Place, int Size)
{
    /// <summary>The value in words, for messages: <c>a list</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Whether nothing was written: no value, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsNull => false;

    // Plain: without quotes, so that it may mean something else than text.
    public sealed record Scalar(Location Place, string Value, bool IsPlain) : YamlNode(Place, Size: 1)
    {
        public override string Description => IsNull ? "nothing" : Quote.Of(Value);

        public override bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");
    }

    public sealed record Sequence(Location Place, int Size, IReadOnlyList<YamlNode> Items) : YamlNode(Place, Size)
    {
        public override string Description => "a list";
    }

    public sealed record Mapping(Location Place, int Size, IReadOnlyDictionary<string, YamlEntry> Entries)
        : YamlNode(Place, Size)
    {
        public override string Description => "a mapping";

        public static Mapping Empty(Location place) => new(place, Size: 1, ReadOnlyDictionary<string, YamlEntry>.Empty);
    }
}

internal sealed record YamlEntry(YamlNode.Scalar Key, YamlNode Value);
