using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Compares what YAML reads in two versions of a manifest, whatever their format.</summary>
public static class ManifestComparison
{
    /// <summary>
    /// Whether the two differ in nothing but the values that markers of one app mark. Indentation, quotes, comments
    /// that are not markers and line ends do not count. False where one of them is not YAML.
    /// </summary>
    public static bool DifferOnlyIn(ImagePolicy policy, Manifest one, Manifest other)
    {
        try
        {
            var (before, after) = (YamlReading.WithoutStyleOf(one), YamlReading.WithoutStyleOf(other));
            return before.Fingerprint == after.Fingerprint
                && Others(before, policy).SequenceEqual(Others(after, policy));
        }
        catch (PromotionException)
        {
            return false;
        }
    }

    private static IEnumerable<(Marker, string, bool)> Others(YamlReading reading, ImagePolicy policy) =>
        reading
            .Nodes.Where(node => node.Marker.Policy != policy)
            .Select(node => (node.Marker, node.Value, PlainScalar.IsString(node.Value, node.Style)));
}
