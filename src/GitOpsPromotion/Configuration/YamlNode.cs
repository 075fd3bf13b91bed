using System.Collections.ObjectModel;

namespace GitOpsPromotion.Configuration;

/// <summary>A value of the file.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Size">The number of nodes in it. An alias counts as the value it refers to.</param>
internal abstract record YamlNode(Location Location, int Size)
{
    /// <summary>The value for messages: <c>a list</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Whether it is a missing value, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsNull => false;

    // Plain: without quotes, so that YAML may read another type than a string.
    public sealed record Scalar(Location Location, string Value, bool IsPlain) : YamlNode(Location, Size: 1)
    {
        public override string Description => IsNull ? "empty" : Quote.Of(Value);

        public override bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");
    }

    public sealed record Sequence(Location Location, int Size, IReadOnlyList<YamlNode> Items) : YamlNode(Location, Size)
    {
        public override string Description => "a list";
    }

    public sealed record Mapping(Location Location, int Size, IReadOnlyDictionary<string, YamlEntry> Entries)
        : YamlNode(Location, Size)
    {
        public override string Description => "a mapping";

        public static Mapping Empty(Location location) =>
            new(location, Size: 1, ReadOnlyDictionary<string, YamlEntry>.Empty);
    }
}

internal sealed record YamlEntry(YamlNode.Scalar Key, YamlNode Value);
