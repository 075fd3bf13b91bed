using GitOpsPromotion.Yaml;
using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>The marked scalars of a YAML text, and a fingerprint of everything else.</summary>
/// <param name="Nodes">The scalars with markers, in the order of the text.</param>
/// <param name="Fingerprint">Equal for two texts that differ only in the values and the style of marked scalars.</param>
internal sealed record ParsedManifest(IReadOnlyList<MarkedNode> Nodes, ulong Fingerprint)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="PromotionException">The file is not valid YAML or not UTF-8.</exception>
    public static ParsedManifest Parse(Manifest manifest) => Parse(manifest, ignoresStyle: false);

    /// <summary>Like <see cref="Parse(Manifest)"/>, with a fingerprint that ignores quotes and the style of collections.</summary>
    /// <exception cref="PromotionException">The file is not valid YAML or not UTF-8.</exception>
    public static ParsedManifest ParseIgnoringStyle(Manifest manifest) => Parse(manifest, ignoresStyle: true);

    /// <exception cref="YamlException">The text is not valid YAML.</exception>
    public static ParsedManifest Parse(string text) => Parse(text, ignoresStyle: false);

    private static ParsedManifest Parse(Manifest manifest, bool ignoresStyle)
    {
        if (manifest.IsUtf16)
        {
            throw ManifestFailures.Utf16(manifest.Path);
        }

        if (manifest.InvalidUtf8Offset is { } offset)
        {
            throw ManifestFailures.InvalidUtf8(manifest.Path, offset);
        }

        try
        {
            return Parse(manifest.Text, ignoresStyle);
        }
        catch (YamlException exception)
        {
            var content = manifest.Text.TrimStart(ByteOrderMark);
            throw ManifestFailures.InvalidYaml(manifest.Path, YamlError.From(content, exception, Open));
        }
    }

    private static ParsedManifest Parse(string text, bool ignoresStyle)
    {
        var offset = text.StartsWith(ByteOrderMark) ? 1 : 0;
        var content = offset == 0 ? text : text[offset..];
        CommentScanner scanner = new(content);
        return new ManifestParser(new YamlEventReader(content, scanner), scanner, offset, ignoresStyle).Parse();
    }

    private static YamlEventReader Open(string content) => new(content, new CommentScanner(content));
}
