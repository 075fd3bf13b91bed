using GitOpsPromotion.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Manifests;

/// <summary>Reads the events of one YAML text, and collects its marked scalars and its fingerprint.</summary>
internal sealed class ManifestParser
{
    private readonly CommentScanner scanner;
    private readonly YamlEventReader events;
    private readonly int offset;
    private readonly bool ignoresStyle;
    private readonly YamlPath path = new();
    private readonly List<MarkedNode> nodes = [];
    private Fingerprint fingerprint;

    // The scalar whose comments are not all read yet: its event comes before the token that ends its line.
    private CommentedScalar? open;
    private Scalar? openEvent;
    private string? openKey;
    private MappingValues? openMapping;
    private SopsMetadata openSops = new();
    private bool isOpenMarkable;

    /// <param name="events">Reads the events of the scanner's tokens.</param>
    /// <param name="scanner">Reads the tokens and the comments.</param>
    /// <param name="offset">The index of the scanner's text in the file's text.</param>
    /// <param name="ignoresStyle">Whether the fingerprint ignores quotes and the style of collections.</param>
    public ManifestParser(YamlEventReader events, CommentScanner scanner, int offset, bool ignoresStyle)
    {
        this.events = events;
        this.scanner = scanner;
        scanner.Completed = Close;
        this.offset = offset;
        this.ignoresStyle = ignoresStyle;
    }

    /// <exception cref="YamlException">The text is not valid YAML.</exception>
    public ParsedManifest Parse()
    {
        while (events.Read())
        {
            Visit(events.Current);
        }

        return new ParsedManifest(nodes, fingerprint.Value);
    }

    private void Visit(ParsingEvent current)
    {
        fingerprint.Add(KindOf(current));
        switch (current)
        {
            case Scalar scalar
                when scanner.LastScalar is { } token && !ReferenceEquals(token, open) && IsOf(scalar, token):
                (open, openEvent, openKey) = (token, scalar, path.Key);
                (openMapping, openSops) = (path.Mapping, path.Sops);
                isOpenMarkable = path.IsValue;
                path.Scalar(scalar.Value, IsNull(scalar), scalar.Start.Line);
                break;
            case Scalar scalar:
                AddNode(scalar);
                path.Scalar("", isNull: true, scalar.Start.Line);
                break;
            case AnchorAlias alias:
                fingerprint.Add(alias.Value.Value);
                path.Alias(alias.Value.Value, alias.Start.Line);
                break;
            case MappingStart mapping:
                AddNode(mapping);
                AddStyle((int)mapping.Style);
                path.EnterMapping(mapping.Anchor.IsEmpty ? null : mapping.Anchor.Value);
                break;
            case SequenceStart sequence:
                AddNode(sequence);
                AddStyle((int)sequence.Style);
                path.EnterSequence();
                break;
            case MappingEnd or SequenceEnd:
                path.Leave();
                break;
            case DocumentStart or DocumentEnd or StreamEnd:
                path.Clear();
                break;
        }
    }

    private static bool IsNull(Scalar scalar) => scalar.Style is ScalarStyle.Plain && PlainScalar.IsNull(scalar.Value);

    private static int KindOf(ParsingEvent current) =>
        current switch
        {
            Scalar => 1,
            AnchorAlias => 2,
            MappingStart => 3,
            MappingEnd => 4,
            SequenceStart => 5,
            SequenceEnd => 6,
            DocumentStart => 7,
            DocumentEnd => 8,
            _ => 0,
        };

    /// <summary>Whether an event is that of a token. The event of an omitted value has no token.</summary>
    private static bool IsOf(Scalar scalar, CommentedScalar token) => scalar.End.Index == token.Token.End.Index;

    private void AddNode(NodeEvent node)
    {
        fingerprint.Add(node.Anchor.IsEmpty ? "" : node.Anchor.Value);
        fingerprint.Add(node.Tag.IsEmpty ? "" : node.Tag.Value);
    }

    /// <summary>Adds a scalar, after all its comments were read.</summary>
    private void Close(CommentedScalar scalar)
    {
        var read = openEvent!;
        AddNode(read);
        if (isOpenMarkable && scalar.FindMarker() is { } marker)
        {
            fingerprint.Add(marker.ToString());
            openMapping?.SetMarker(openKey, marker);
            if (nodes.Count == Limits.MarkedValues)
            {
                throw new SemanticErrorException(
                    scalar.Token.Start,
                    scalar.Token.End,
                    $"more than {Limits.MarkedValues} values have a marker"
                );
            }

            nodes.Add(
                new MarkedNode(
                    marker,
                    (int)scalar.Token.Start.Index + offset,
                    (int)scalar.Token.End.Index + offset,
                    (int)scalar.Token.Start.Line,
                    scalar.Token.Style,
                    read.Value,
                    read.Tag.IsEmpty ? "" : read.Tag.Value,
                    openKey,
                    scalar.InFlow,
                    openMapping,
                    openSops
                )
            );
        }
        else
        {
            // Quotes decide whether a text such as 1.0 is a string.
            fingerprint.Add(
                ignoresStyle ? Convert.ToInt32(PlainScalar.IsString(read.Value, read.Style)) : (int)read.Style
            );
            fingerprint.Add(read.Value);
        }
    }

    private void AddStyle(int style)
    {
        if (!ignoresStyle)
        {
            fingerprint.Add(style);
        }
    }
}
