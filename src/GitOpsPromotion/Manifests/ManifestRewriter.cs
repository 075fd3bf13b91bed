using System.Text;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Sets the version of one app in a manifest: the bytes of the marked scalars, and nothing else.</summary>
public static class ManifestRewriter
{
    /// <exception cref="PromotionException">
    /// The file holds a marker of the app and is no YAML, or a marked scalar cannot take the version.
    /// </exception>
    public static ManifestRewrite Rewrite(Manifest manifest, ImagePolicy policy, ImageVersion version)
    {
        ManifestFailures.ThrowIfNotRead(manifest);
        var (path, text) = manifest;
        if (!MarkerScreen.MayHoldMarkersOf(text, policy))
        {
            return new ManifestRewrite(path, text, [], Marks: 0) { Unset = UnsetMarkers.Find(path, text, policy, []) };
        }

        var before = YamlReading.Of(manifest);
        List<ManifestChange> changes = [];
        List<MarkedNode> expected = [];
        StringBuilder rewritten = new(text.Length + 256);
        var copied = 0;
        foreach (var node in before.Nodes)
        {
            var value = node.Marker.Policy == policy ? NewValue.For(path, node, version) : node.Value;
            expected.Add(node with { Value = value });
            if (node.Marker.Policy != policy || Holds(node, value))
            {
                continue;
            }

            SopsMetadata.Check(path, node);
            changes.Add(new ManifestChange(path, node.Line, node.Value, value, node.Marker.ToString()));
            rewritten.Append(text, copied, node.Start - copied);
            rewritten.Append(ScalarText.Write(path, text.AsSpan(node.Start, node.End - node.Start), node, value));
            copied = node.End;
        }

        var marks = before.Nodes.Count(node => node.Marker.Policy == policy);
        var unset = UnsetMarkers.Find(path, text, policy, before.Nodes);
        if (changes.Count == 0)
        {
            return new ManifestRewrite(path, text, [], marks) { Unset = unset };
        }

        var result = rewritten.Append(text, copied, text.Length - copied).ToString();
        RewriteCheck.Verify(path, before with { Nodes = expected }, result);
        return new ManifestRewrite(path, result, changes, marks) { Unset = unset };
    }

    /// <summary>A number that reads like the value is not the value. A name that nobody sets stays as it is.</summary>
    private static bool Holds(MarkedNode node, string value) =>
        string.Equals(value, node.Value, StringComparison.Ordinal)
        && (node.Marker.Field is MarkerField.Name || !ScalarText.IsOtherType(node, value));
}
