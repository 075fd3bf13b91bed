using System.Text;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds the markers of a manifest.</summary>
public static class ManifestReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: true);

    /// <summary>The names of the files that are read for markers, for messages.</summary>
    public const string Names = "*.yaml, *.yml and Kustomization";

    /// <summary>Whether a path names a file that is read for markers: <c>*.yaml</c>, <c>*.yml</c>, <c>Kustomization</c>.</summary>
    public static bool IsManifest(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || path is "Kustomization"
        || path.EndsWith("/Kustomization", StringComparison.Ordinal);

    /// <summary>Whether the bytes can hold a marker at all. Files without are not decoded and not parsed.</summary>
    public static bool MayHoldMarkers(ReadOnlySpan<byte> content) => content.IndexOf(Marker.Key) >= 0;

    /// <summary>Whether the bytes may hold a marker, what was meant as one, or the place of a file that may.</summary>
    public static bool MayName(ReadOnlySpan<byte> content) =>
        MarkerMentions.MayBeIn(content)
        || FindUtf16(content) is not null
        || content.StartsWith("version https://git-lfs"u8);

    /// <summary>Decodes a manifest that may hold markers.</summary>
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
            return new Manifest(path, Encoding.UTF8.GetString(content)) { InvalidByte = exception.Index };
        }
    }

    /// <summary>The bytes of a text that <see cref="Decode"/> read: the inverse, to the byte.</summary>
    public static byte[] Encode(string text) => Utf8.GetBytes(text);

    /// <summary>All marked scalars of all apps, in the order of the file. Throws where the file cannot be read.</summary>
    public static IReadOnlyList<MarkedScalar> Read(Manifest manifest)
    {
        ManifestFailures.ThrowIfNotRead(manifest);
        if (manifest.IsLfsPointer)
        {
            throw ManifestFailures.LfsPointer(manifest.Path);
        }

        if (!MarkerScreen.MayHoldMarkers(manifest.Text))
        {
            return [];
        }

        return [.. YamlReading.Of(manifest).Nodes.Select(node => Marked(manifest.Path, node))];
    }

    /// <summary>Reads like <see cref="Read"/>; false where that throws.</summary>
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

    /// <summary>YAML may be in UTF-16 or UTF-32, with or without a byte order mark (https://yaml.org/spec/1.2.2/#52-character-encodings).</summary>
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

    private static MarkedScalar Marked(string path, MarkedNode node) =>
        new(path, node.Line, node.Marker.Policy, node.Marker.Field, node.Value);
}
