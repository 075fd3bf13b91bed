using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Checks that no digest next to a marked value has precedence over the new version.</summary>
internal static class DigestCheck
{
    /// <param name="path">The file, for messages.</param>
    /// <param name="node">The marked tag or image reference.</param>
    /// <param name="version">The version of the promotion.</param>
    /// <exception cref="PromotionException">The digest would keep the old image.</exception>
    public static void ThrowIfOtherDigest(string path, MarkedNode node, ImageVersion version)
    {
        if (
            ImageMapping.FindOtherDigest(node) is { } digest
            && !string.Equals(digest.Text, version.Digest?.Value, StringComparison.Ordinal)
        )
        {
            var marker = digest.Marker is null ? "no marker" : $"the marker {digest.Marker}";
            throw ManifestFailures.ForValue(
                path,
                node,
                $"is next to '{digest.Key}' at {path}:{digest.Line}, which has {marker}: the old digest would keep the old image",
                HintFor(digest, node.Marker)
            );
        }
    }

    private static string HintFor(MappingValue digest, Marker marker)
    {
        if (ImageMapping.IsRepositoryWithDigest(digest.Key, digest.Text))
        {
            return "Remove the digest from the repository.";
        }

        var digestMarker = marker with { Field = MarkerField.Digest };
        return marker.Field is MarkerField.Image
            ? "Remove the digest: the image reference gets the digest of --digest."
            : $"Remove the digest, or mark it with {digestMarker.Json} and pass the new digest with --digest.";
    }
}
