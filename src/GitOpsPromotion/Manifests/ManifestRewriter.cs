using System.Text;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Sets the version of one app in a manifest: the bytes of the marked scalars, and nothing else.</summary>
internal static class ManifestRewriter
{
    /// <exception cref="PromotionException">
    /// The file contains a marker of the app and is not valid YAML, or a marked scalar cannot be set to the version.
    /// </exception>
    public static ManifestRewrite Rewrite(Manifest manifest, ImagePolicy policy, ImageVersion version)
    {
        ManifestFailures.ThrowIfSkipped(manifest);
        var (path, text) = manifest;
        if (!MarkerFilter.MayContainMarkersOf(text, policy))
        {
            return new ManifestRewrite(path, text, [], SlotCount: 0)
            {
                IgnoredMarkers = IgnoredMarkers.Find(path, text, policy, []),
            };
        }

        var before = ParsedManifest.Parse(manifest);
        List<ManifestChange> changes = [];
        List<MarkedNode> expected = [];
        StringBuilder rewritten = new(text.Length + 256);
        var copied = 0;
        foreach (var node in before.Nodes)
        {
            var value = node.Marker.Policy == policy ? NewValue.For(path, node, version) : node.Value;
            expected.Add(node with { Value = value });
            if (node.Marker.Policy != policy || HasValue(node, value))
            {
                continue;
            }

            SopsMetadata.Check(path, node);
            changes.Add(new ManifestChange(path, node.Line, node.Value, value, node.Marker.ToString()));
            rewritten.Append(text, copied, node.Start - copied);
            rewritten.Append(ScalarText.Write(path, text.AsSpan(node.Start, node.End - node.Start), node, value));
            copied = node.End;
        }

        var count = before.Nodes.Count(node => node.Marker.Policy == policy);
        var ignored = IgnoredMarkers.Find(path, text, policy, before.Nodes);
        if (changes.Count == 0)
        {
            return new ManifestRewrite(path, text, [], count) { IgnoredMarkers = ignored };
        }

        var result = rewritten.Append(text, copied, text.Length - copied).ToString();
        RewriteCheck.Verify(path, before with { Nodes = expected }, result);
        return new ManifestRewrite(path, result, changes, count) { IgnoredMarkers = ignored };
    }

    /// <summary>Whether a scalar already has the value. A number with the same text does not, unless it is a repository.</summary>
    private static bool HasValue(MarkedNode node, string value) =>
        string.Equals(value, node.Value, StringComparison.Ordinal)
        && (node.Marker.Field is MarkerField.Name || !ScalarText.IsOtherType(node, value));
}
