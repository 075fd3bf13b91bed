using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Configuration;

/// <summary>Builds the values of a YAML text from the parser's events, within bounds that no file can break.</summary>
/// <remarks>
/// Aliases share the value they stand for, and merge keys are resolved here, as the YAML reader of the Go tool does.
/// </remarks>
internal sealed class YamlComposer
{
    private const int MaxLength = 1_000_000;
    private const int MaxDepth = 20;
    private const int MaxNodes = 100_000;
    private const string MergeKey = "<<";

    private readonly Dictionary<AnchorName, YamlNode> anchors = [];
    private readonly YamlEvents events;

    private YamlComposer(YamlEvents events) => this.events = events;

    /// <summary>The one document of the text, or null where it holds none.</summary>
    public static YamlNode? Compose(string text, string file)
    {
        if (text.Length > MaxLength)
        {
            throw new Location(file, 1, 1).Error(
                $"the file holds {text.Length} characters. At most {MaxLength} are read.",
                "Is this the right file? It is named once, at the root of the repository."
            );
        }

        // A byte order mark is no part of the first line's columns.
        var content = text.TrimStart('\uFEFF');
        ControlCharacters.Refuse(content, file);
        return new YamlComposer(new YamlEvents(content, file)).ReadStream();
    }

    private YamlNode? ReadStream()
    {
        events.Next();
        events.Next();
        if (events.Current is StreamEnd)
        {
            return null;
        }

        events.Next();
        var document = ReadNode(depth: 0);
        events.Next();
        if (events.Current is not StreamEnd)
        {
            throw events.Place.Error(
                "a second document begins here. The file holds one.",
                "Remove the line '---' and what follows it, or move it up into the first document."
            );
        }

        return document;
    }

    /// <summary>Reads the value that the current event begins, and moves behind it.</summary>
    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw events.Place.Error(
                $"values lie in each other more than {MaxDepth} deep.",
                "No setting of this file needs more than five."
            );
        }

        if (events.Current is AnchorAlias alias)
        {
            events.Next();
            return Resolve(alias);
        }

        // The parser leaves the value out where a file ends right after '? :'.
        if (events.Current is not NodeEvent begin)
        {
            throw events.Place.Error("this is no YAML: a value is missing here.", YamlEvents.NotYamlHint);
        }

        RefuseUnknownTag(begin);
        events.Next();
        YamlNode node = begin switch
        {
            SequenceStart => ReadSequence(events.PlaceOf(begin), depth),
            MappingStart => ReadMapping(events.PlaceOf(begin), depth),
            _ => ReadScalar((Scalar)begin),
        };
        if (!begin.Anchor.IsEmpty)
        {
            anchors[begin.Anchor] = node;
        }

        return node;
    }

    private YamlNode.Scalar ReadScalar(Scalar scalar) =>
        new(events.PlaceOf(scalar), scalar.Value, scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty);

    private YamlNode.Sequence ReadSequence(Location place, int depth)
    {
        List<YamlNode> items = [];
        var size = 1;
        while (events.Current is not SequenceEnd)
        {
            var item = ReadNode(depth + 1);
            size = Add(size, item);
            items.Add(item);
        }

        events.Next();
        return new(place, size, items);
    }

    private YamlNode.Mapping ReadMapping(Location place, int depth)
    {
        MappingEntries entries = new();
        var size = 1;
        while (events.Current is not MappingEnd)
        {
            var key = ReadKey(depth);
            var value = ReadNode(depth + 1);
            size = Add(Add(size, key), value);
            if (key is { Value: MergeKey, IsPlain: true })
            {
                entries.Merge(key, value);
            }
            else
            {
                entries.Add(key, value);
            }
        }

        events.Next();
        return new(place, size, entries.ToDictionary());
    }

    private YamlNode.Scalar ReadKey(int depth)
    {
        var place = events.Place;
        var key = ReadNode(depth + 1);
        return key as YamlNode.Scalar
            ?? throw place.Error($"{key.Description} stands where a key is needed.", "Write the key as a single word.");
    }

    private YamlNode Resolve(AnchorAlias alias) =>
        anchors.GetValueOrDefault(alias.Value)
        ?? throw events
            .PlaceOf(alias)
            .Error(
                $"the alias {Quote.Of("*" + alias.Value.Value)} stands for nothing before it.",
                $"Put the anchor {Quote.Of("&" + alias.Value.Value)} on the value it stands for, further up, or write the value here."
            );

    private void RefuseUnknownTag(NodeEvent node)
    {
        if (
            !node.Tag.IsEmpty
            && !node.Tag.IsNonSpecific
            && node.Tag.Value is not ("tag:yaml.org,2002:str" or "tag:yaml.org,2002:seq" or "tag:yaml.org,2002:map")
        )
        {
            throw events
                .PlaceOf(node)
                .Error($"the tag {Quote.Of(node.Tag.Value)} is not read here.", "Write the value without a tag.");
        }
    }

    /// <summary>Counts nodes, so that aliases of aliases cannot make a small file endless.</summary>
    private static int Add(int size, YamlNode node) =>
        size + node.Size <= MaxNodes
            ? size + node.Size
            : throw node.Place.Error(
                $"the file holds more than {MaxNodes} values, each alias counted as what it stands for.",
                "Write it with fewer aliases."
            );
}
