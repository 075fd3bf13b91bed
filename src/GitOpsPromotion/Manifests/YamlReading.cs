using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>What a parser reads in a YAML text: its marked scalars, and a fingerprint of everything else.</summary>
/// <param name="Nodes">The scalars with markers, in the order of the text.</param>
/// <param name="Fingerprint">The same for two texts that differ in nothing but the values and the style of marked scalars.</param>
internal sealed record YamlReading(IReadOnlyList<MarkedNode> Nodes, ulong Fingerprint)
{
    /// <exception cref="PromotionException">The file is no YAML or no UTF-8.</exception>
    public static YamlReading Of(Manifest manifest) => Of(manifest, ignoresStyle: false);

    /// <summary>A reading whose fingerprint is the same for two texts of which a parser makes the same document.</summary>
    /// <exception cref="PromotionException">The file is no YAML or no UTF-8.</exception>
    public static YamlReading WithoutStyleOf(Manifest manifest) => Of(manifest, ignoresStyle: true);

    /// <exception cref="YamlException">The text is no YAML.</exception>
    public static YamlReading Of(string text) => Of(text, ignoresStyle: false);

    private static YamlReading Of(Manifest manifest, bool ignoresStyle)
    {
        if (manifest.IsUtf16)
        {
            throw ManifestFailures.Utf16(manifest.Path);
        }

        if (manifest.InvalidByte is { } invalid)
        {
            throw ManifestFailures.NoUtf8(manifest.Path, invalid);
        }

        try
        {
            return Of(manifest.Text, ignoresStyle);
        }
        catch (YamlException exception)
        {
            throw TabIndentation.Find(manifest.Text, exception.Start.Line, exception.Message, FailureOf)
                is (var line, var column)
                ? ManifestFailures.Tab(manifest.Path, line, column, exception)
                : ManifestFailures.NoYaml(manifest.Path, exception);
        }
    }

    private static YamlReading Of(string text, bool ignoresStyle)
    {
        RefuseNull(text);
        var skipped = text.StartsWith('\uFEFF') ? 1 : 0;
        CommentScanner scanner = new(skipped == 0 ? text : text[skipped..]);
        YamlReader reader = new(scanner, skipped, ignoresStyle);
        return reader.Read();
    }

    private static string? FailureOf(string text)
    {
        try
        {
            Of(text);
            return null;
        }
        catch (YamlException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>YamlDotNet takes the character for the end of the text, and would leave the rest unread.</summary>
    private static void RefuseNull(string text)
    {
        var index = text.IndexOf('\0', StringComparison.Ordinal);
        if (index < 0)
        {
            return;
        }

        var before = text.AsSpan(0, index);
        Mark mark = new(index, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
        throw new YamlException(mark, mark, "the character U+0000 is not allowed");
    }
}
