using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>The new value of a marked scalar, from its marker, its old value, the keys next to it and the promotion.</summary>
internal static class NewValue
{
    private const string TypePrefix = "tag:yaml.org,2002:";
    private const string RepositoryOnly = "repository whose tag or digest is in another key";

    /// <param name="path">The file, for messages.</param>
    /// <param name="node">The marked scalar.</param>
    /// <param name="version">The version of the promotion.</param>
    /// <exception cref="PromotionException">The scalar cannot be set to the version.</exception>
    public static string For(string path, MarkedNode node, ImageVersion version)
    {
        var text = node.Value.Trim();
        var value = node.Marker.Field switch
        {
            MarkerField.Image => ForImage(path, node, text, version),
            MarkerField.Tag => ForTag(path, node, text, version),
            MarkerField.Name => ForName(path, node, text, version),
            _ => ForDigest(path, node, text, version),
        };
        if (HasOtherType(node) && node.Marker.Field is not MarkerField.Name)
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                $"has the YAML tag !!{node.Tag[TypePrefix.Length..]}, so the version would not be a string",
                "Remove the tag, or write !!str."
            );
        }

        if (node.Marker.Field is MarkerField.Tag or MarkerField.Image)
        {
            DigestCheck.ThrowIfOtherDigest(path, node, version);
        }

        return value;
    }

    private static bool HasOtherType(MarkedNode node) =>
        node.Tag.StartsWith(TypePrefix, StringComparison.Ordinal) && node.Tag[TypePrefix.Length..] is not "str";

    private static string ForImage(string path, MarkedNode node, string text, ImageVersion version)
    {
        var field = ImageMapping.FieldOf(node);
        if (field is MarkerField.Image)
        {
            return ForReference(path, node, text, version);
        }

        var part = field is MarkerField.Name ? RepositoryOnly : Marker.FieldName(field);
        throw ManifestFailures.ForValue(
            path,
            node,
            $"is a {part}, but its marker is for a whole image reference",
            string.Equals(node.Key, "registry", StringComparison.OrdinalIgnoreCase)
                ? $"Remove the marker from that line, and mark the tag with {node.Marker.Policy}:tag."
                : HintFor(node.Marker with { Field = field })
        );
    }

    /// <summary>An image reference with the repository of the promotion, or else with its own.</summary>
    private static string ForReference(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (version.Image is { } repository && OldValue.IsBlank(node, text))
        {
            return ImageReference.Compose(repository.Value, version);
        }

        if (OldValue.IsNull(node, text) || !ImageReference.TryParse(text, out var image))
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                text.Length == 0
                    ? "is empty, so the repository is unknown"
                    : $"is '{Shorten(text)}', which is not an image reference",
                $"Write the value as {ImageReference.Form}"
                    + (OldValue.IsBlank(node, text) ? ", or pass the repository with --image." : ", and nothing else.")
            );
        }

        if (version.Image is null && OldValue.IsVersion(node, image))
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                $"is '{Shorten(text)}', which is a version and not an image reference",
                $"Write the marker {node.Marker.Policy}:tag for a tag or {node.Marker.Policy}:digest for a digest."
            );
        }

        return image.With(version);
    }

    private static string ForTag(string path, MarkedNode node, string text, ImageVersion version)
    {
        var isBlank = OldValue.IsBlank(node, text);
        if (!isBlank && ImageMapping.IsRepository(node, text))
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                $"is '{Shorten(text)}', a {RepositoryOnly}",
                HintFor(node.Marker with { Field = MarkerField.Name })
            );
        }

        if (isBlank || OldValue.IsTag(text))
        {
            return version.Tag.Value;
        }

        if (OldValue.IsTagWithDigest(text) && !IsImageKey(node.Key))
        {
            return version.Digest is { } digest ? $"{version.Tag}@{digest}" : version.Tag.Value;
        }

        if (text.AsSpan().ContainsAny(":/@") && !OldValue.IsGitRefOrNumber(text))
        {
            return ForReference(path, node, text, version);
        }

        throw UnexpectedValue(path, node, text, "tag");
    }

    private static string ForName(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (version.Image is not { } repository)
        {
            return node.Value;
        }

        if (OldValue.IsBlank(node, text) || OldValue.IsRepository(text))
        {
            return repository.Value;
        }

        throw UnexpectedValue(path, node, text, "repository");
    }

    private static string ForDigest(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (version.Digest is not { } digest)
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                "needs a digest, but the promotion has none: the old digest would keep the old image",
                $"Pass the digest of the new image (--digest sha256:…), or remove the marker {node.Marker}."
            );
        }

        if (OldValue.IsBlank(node, text) || OldValue.IsDigest(text))
        {
            return digest.Value;
        }

        throw UnexpectedValue(path, node, text, "digest");
    }

    /// <summary>The value contains more than the marker's field. It would be lost.</summary>
    private static PromotionException UnexpectedValue(string path, MarkedNode node, string text, string part) =>
        ManifestFailures.ForValue(
            path,
            node,
            $"is '{Shorten(text)}', which is not a {part}",
            $"A marker replaces the whole value. Mark a value that contains only the {part}, "
                + $"or only an image reference with the marker {node.Marker.Policy}."
        );

    private static string HintFor(Marker marker) => $"Write the marker {marker.Json} in that line.";

    private static bool IsImageKey(string? key) =>
        key is not null && key.EndsWith("image", StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..79]}…";
}
