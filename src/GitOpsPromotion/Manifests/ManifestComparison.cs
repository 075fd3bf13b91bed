using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Compares what YAML reads in two versions of a manifest, whatever their format.</summary>
internal static class ManifestComparison
{
    /// <summary>
    /// Whether two manifests differ only in the marked values of one app. Indentation, quotes, comments that are not
    /// markers and line endings are ignored. False if one of them is not valid YAML.
    /// </summary>
    public static bool DifferOnlyIn(ImagePolicy policy, Manifest one, Manifest other)
    {
        try
        {
            var (before, after) = (ParsedManifest.ParseIgnoringStyle(one), ParsedManifest.ParseIgnoringStyle(other));
            return before.Fingerprint == after.Fingerprint
                && MarkersOfOtherApps(before, policy).SequenceEqual(MarkersOfOtherApps(after, policy));
        }
        catch (PromotionException)
        {
            return false;
        }
    }

    private static IEnumerable<(Marker, string, bool)> MarkersOfOtherApps(ParsedManifest reading, ImagePolicy policy) =>
        reading
            .Nodes.Where(node => node.Marker.Policy != policy)
            .Select(node => (node.Marker, node.Value, PlainScalar.IsString(node.Value, node.Style)));
}
