using GitOpsPromotion.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Configuration;

/// <summary>Builds the values of a YAML text from the parser's events, within limits.</summary>
/// <remarks>Aliases share the value they refer to. Merge keys are resolved here, as the YAML reader of the Go tool does.</remarks>
internal sealed class YamlComposer
{
    private const int MaxLength = 1_000_000;
    private const int MaxDepth = 20;
    private const int MaxNodes = 100_000;
    private const string MergeKey = "<<";

    private readonly Dictionary<AnchorName, YamlNode> anchors = [];
    private readonly YamlEvents events;

    private YamlComposer(YamlEvents events) => this.events = events;

    /// <summary>The only document of the text; null if the text has none.</summary>
    public static YamlNode? Compose(string text, string file)
    {
        if (text.Length > MaxLength)
        {
            throw new Location(file, 1, 1).Error(
                $"the file has {text.Length} characters; the limit is {MaxLength}.",
                "Check that this is the right file."
            );
        }

        // The byte order mark does not count in columns.
        var content = text.TrimStart('\uFEFF');
        if (ControlCharacters.Find(content) is (var character, var position))
        {
            throw Location
                .At(file, position)
                .Error(
                    $"control character {Quote.Of(character.ToString())} is not allowed in YAML.",
                    "Remove it, and check that the file is saved as UTF-8."
                );
        }

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
            throw events.Location.Error(
                "a second document starts here, but only one is allowed.",
                "Remove '---' and everything after it, or move it into the first document."
            );
        }

        return document;
    }

    /// <summary>Reads the value that starts at the current event, and moves past it.</summary>
    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw events.Location.Error(
                $"nested more than {MaxDepth} levels deep.",
                "No setting of this file needs more than five levels."
            );
        }

        if (events.Current is AnchorAlias alias)
        {
            events.Next();
            return Resolve(alias);
        }

        // YamlDotNet omits the value of a file that ends in '? :'.
        if (events.Current is not NodeEvent start)
        {
            throw events.Location.Error("invalid YAML: missing value.", YamlEvents.InvalidYamlHint);
        }

        RejectTag(start);
        events.Next();
        YamlNode node = start switch
        {
            SequenceStart => ReadSequence(events.LocationOf(start), depth),
            MappingStart => ReadMapping(events.LocationOf(start), depth),
            _ => ReadScalar((Scalar)start),
        };
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor] = node;
        }

        return node;
    }

    private YamlNode.Scalar ReadScalar(Scalar scalar) =>
        new(events.LocationOf(scalar), scalar.Value, scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty);

    private YamlNode.Sequence ReadSequence(Location location, int depth)
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
        return new(location, size, items);
    }

    private YamlNode.Mapping ReadMapping(Location location, int depth)
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
        return new(location, size, entries.ToDictionary());
    }

    private YamlNode.Scalar ReadKey(int depth)
    {
        var location = events.Location;
        var key = ReadNode(depth + 1);
        return key as YamlNode.Scalar
            ?? throw location.Error($"expected a key, but found {key.Description}.", "Write the key as a string.");
    }

    private YamlNode Resolve(AnchorAlias alias) =>
        anchors.GetValueOrDefault(alias.Value)
        ?? throw events
            .LocationOf(alias)
            .Error(
                $"undefined anchor {Quote.Of(alias.Value.Value)}.",
                $"Add {Quote.Of("&" + alias.Value.Value)} to an earlier value, or write the value here."
            );

    private void RejectTag(NodeEvent node)
    {
        if (
            !node.Tag.IsEmpty
            && !node.Tag.IsNonSpecific
            && node.Tag.Value is not ("tag:yaml.org,2002:str" or "tag:yaml.org,2002:seq" or "tag:yaml.org,2002:map")
        )
        {
            throw events
                .LocationOf(node)
                .Error($"unsupported YAML tag {Quote.Of(node.Tag.Value)}.", "Write the value without a tag.");
        }
    }

    /// <summary>Adds a node to a count. Aliases of aliases could make a small file unbounded.</summary>
    private static int Add(int size, YamlNode node)
    {
        if (size + node.Size <= MaxNodes)
        {
            return size + node.Size;
        }

        throw node.Location.Error(
            $"the file has more than {MaxNodes} values; an alias counts as the value it refers to.",
            "Use fewer aliases."
        );
    }
}
