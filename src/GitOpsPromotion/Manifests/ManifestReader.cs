using System.Text;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds the markers of a manifest.</summary>
public static class ManifestReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a path names a file that is read for markers: <c>*.yaml</c>, <c>*.yml</c>, <c>Kustomization</c>.</summary>
    public static bool IsManifest(string path) =>
        path.EndsWith(".yaml", StringComparison.Ordinal)
        || path.EndsWith(".yml", StringComparison.Ordinal)
        || path is "Kustomization"
        || path.EndsWith("/Kustomization", StringComparison.Ordinal);

    /// <summary>Whether the bytes can hold a marker at all. Files without are not decoded and not parsed.</summary>
    public static bool MayHoldMarkers(ReadOnlySpan<byte> content) => content.IndexOf(Marker.Key) >= 0;

    /// <summary>Decodes a manifest that may hold markers.</summary>
    public static Manifest Decode(string path, ReadOnlySpan<byte> content)
    {
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

    /// <summary>All marked scalars of all apps, in the order of the file. Throws where the file is no YAML or no UTF-8.</summary>
    public static IReadOnlyList<MarkedScalar> Read(Manifest manifest)
    {
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

    private static MarkedScalar Marked(string path, MarkedNode node) =>
        new(path, node.Line, node.Marker.Policy, node.Marker.Field, node.Value);
}
