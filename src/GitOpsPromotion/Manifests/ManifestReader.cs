using System.Text;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds the markers of a manifest.</summary>
internal static class ManifestReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly byte[] QuotedKey = Encoding.UTF8.GetBytes(Marker.QuotedKey);
    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: true);

    /// <summary>The names of manifests, for messages.</summary>
    public const string FilePatterns = "*.yaml, *.yml and Kustomization";

    /// <summary>Whether a file is a manifest by its name: <c>*.yaml</c>, <c>*.yml</c>, <c>Kustomization</c>.</summary>
    public static bool IsManifest(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || path is "Kustomization"
        || path.EndsWith("/Kustomization", StringComparison.Ordinal);

    /// <summary>Whether a file can contain markers. Other files are not decoded and not parsed.</summary>
    public static bool MayContainMarkers(ReadOnlySpan<byte> content) => content.IndexOf(QuotedKey) >= 0;

    /// <summary>Whether a file can contain a marker or an invalid marker, or is a pointer to a file that can.</summary>
    public static bool MayMentionMarkers(ReadOnlySpan<byte> content) =>
        MarkerMentions.MayOccurIn(content)
        || FindUtf16(content) is not null
        || content.StartsWith("version https://git-lfs"u8);

    /// <summary>Decodes a manifest that can contain markers.</summary>
    public static Manifest Decode(string path, ReadOnlySpan<byte> content)
    {
        if (FindUtf16(content) is { } utf16)
        {
            return new Manifest(path, utf16.GetString(content)) { IsUtf16 = true };
        }

        try
        {
            return new Manifest(path, Utf8.GetString(content));
        }
        catch (DecoderFallbackException exception)
        {
            return new Manifest(path, Encoding.UTF8.GetString(content)) { InvalidUtf8Offset = exception.Index };
        }
    }

    /// <summary>The inverse of <see cref="Decode"/> for files in UTF-8, byte for byte.</summary>
    public static byte[] Encode(string text) => Utf8.GetBytes(text);

    /// <summary>The marked scalars of all apps, in the order of the file.</summary>
    /// <exception cref="PromotionException">The file cannot be read.</exception>
    public static IReadOnlyList<MarkedScalar> Read(Manifest manifest)
    {
        ManifestFailures.ThrowIfSkipped(manifest);
        if (manifest.IsLfsPointer)
        {
            throw ManifestFailures.LfsPointer(manifest.Path);
        }

        if (!MarkerFilter.MayContainMarkers(manifest.Text))
        {
            return [];
        }

        return [.. ParsedManifest.Parse(manifest).Nodes.Select(node => ToMarkedScalar(manifest.Path, node))];
    }

    /// <summary>Like <see cref="Read"/>, but false if the file cannot be read.</summary>
    public static bool TryRead(Manifest manifest, out IReadOnlyList<MarkedScalar> marked)
    {
        try
        {
            marked = Read(manifest);
            return true;
        }
        catch (PromotionException)
        {
            marked = [];
            return false;
        }
    }

    /// <summary>Detects UTF-16 and UTF-32, with or without a byte order mark (https://yaml.org/spec/1.2.2/#52-character-encodings).</summary>
    private static Encoding? FindUtf16(ReadOnlySpan<byte> content) =>
        content switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => Encoding.UTF32,
            [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => Utf32BigEndian,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    private static MarkedScalar ToMarkedScalar(string path, MarkedNode node) =>
        new(path, node.Line, node.Marker.Policy, node.Marker.Field, node.Value);
}
