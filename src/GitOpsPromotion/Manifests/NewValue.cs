using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>What a marked scalar is to hold, from its marker, its old value, the keys beside it and the promotion.</summary>
internal static class NewValue
{
    private const string TypePrefix = "tag:yaml.org,2002:";

    /// <param name="path">The file, for messages.</param>
    /// <param name="node">The marked scalar.</param>
    /// <param name="version">The version of the promotion.</param>
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
            throw ManifestFailures.At(
                path,
                node,
                $"has the YAML tag !!{node.Tag[TypePrefix.Length..]}, with which no version is a string",
                "Remove the tag, or write !!str."
            );
        }

        if (node.Marker.Field is MarkerField.Tag or MarkerField.Image)
        {
            CheckDigest(path, node, version);
        }

        return value;
    }

    private static bool HasOtherType(MarkedNode node) =>
        node.Tag.StartsWith(TypePrefix, StringComparison.Ordinal) && node.Tag[TypePrefix.Length..] is not "str";

    private static void CheckDigest(string path, MarkedNode node, ImageVersion version)
    {
        if (
            ImageMapping.FindOtherDigest(node) is { } digest
            && !string.Equals(digest.Text, version.Digest?.Value, StringComparison.Ordinal)
        )
        {
            var marker = node.Marker with { Field = MarkerField.Digest };
            var mark = digest.Marker is null ? "no marker" : $"the marker {digest.Marker}";
            throw ManifestFailures.At(
                path,
                node,
                $"stands beside '{digest.Key}' at {path}:{digest.Line}, which has {mark}: with the old digest, the old image would stay",
                ImageMapping.IsRepositoryWithDigest(digest.Key, digest.Text) ? "Remove the digest from the repository."
                    : node.Marker.Field is MarkerField.Image ? "Remove the digest: the image takes the one of --digest."
                    : $$"""Remove the digest, or mark it with {"$imagepolicy": "{{marker}}"} and give the new image's digest with --digest."""
            );
        }
    }

    private static string ForImage(string path, MarkedNode node, string text, ImageVersion version)
    {
        var field = ImageMapping.FieldOf(node);
        if (field is MarkerField.Image)
        {
            return ForReference(path, node, text, version);
        }

        var meant = node.Marker with { Field = field };
        var part = field switch
        {
            MarkerField.Name => "repository whose tag or digest stands elsewhere",
            _ => Marker.WordFor(field),
        };
        throw ManifestFailures.At(
            path,
            node,
            $"is a {part}, but the marker asks for the whole image reference",
            string.Equals(node.Key, "registry", StringComparison.OrdinalIgnoreCase)
                ? $"Remove the marker from that line, and mark the tag with {node.Marker.Policy}:tag."
                : $$"""Write the marker {"$imagepolicy": "{{meant}}"} in that line."""
        );
    }

    /// <summary>The repository of the promotion, or the one that stands there.</summary>
    private static string ForReference(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (version.Image is { } repository && OldValue.IsBlank(node, text))
        {
            return ImageReference.Compose(repository.Value, version);
        }

        if (OldValue.IsNull(node, text) || !ImageReference.TryParse(text, out var image))
        {
            throw ManifestFailures.At(
                path,
                node,
                text.Length == 0
                    ? "is empty, so the repository is not known"
                    : $"is '{Shorten(text)}', which is no image reference",
                $"Write the image there as {ImageReference.Form}"
                    + (OldValue.IsBlank(node, text) ? ", or name the repository with --image." : ", and nothing else.")
            );
        }

        return version.Image is null && OldValue.IsVersion(node, image)
            ? throw ManifestFailures.At(
                path,
                node,
                $"is '{Shorten(text)}', which is no image but a version",
                $"Write the marker {node.Marker.Policy}:tag for a tag or {node.Marker.Policy}:digest for a digest."
            )
            : image.With(version);
    }

    private static string ForTag(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (!OldValue.IsBlank(node, text) && ImageMapping.IsRepository(node, text))
        {
            throw ManifestFailures.At(
                path,
                node,
                $"is '{Shorten(text)}', a repository whose tag or digest stands elsewhere",
                $$"""Write the marker {"$imagepolicy": "{{node.Marker with { Field = MarkerField.Name }}}"} in that line."""
            );
        }

        if (OldValue.IsBlank(node, text) || OldValue.IsTag(text))
        {
            return version.Tag.Value;
        }

        if (OldValue.IsTagWithDigest(text) && !IsImageKey(node.Key))
        {
            return version.Digest is { } digest ? $"{version.Tag}@{digest}" : version.Tag.Value;
        }

        return text.AsSpan().ContainsAny(":/@") && !OldValue.IsGitRefOrNumber(text)
            ? ForReference(path, node, text, version)
            : throw NotAlone(path, node, text, "tag");
    }

    private static string ForName(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (version.Image is not { } repository)
        {
            return node.Value;
        }

        return OldValue.IsBlank(node, text) || OldValue.IsRepository(text)
            ? repository.Value
            : throw NotAlone(path, node, text, "repository");
    }

    private static string ForDigest(string path, MarkedNode node, string text, ImageVersion version)
    {
        if (version.Digest is not { } digest)
        {
            throw ManifestFailures.At(
                path,
                node,
                "needs a digest, and the promotion has none: with the old digest, the old image would stay",
                $"Give the new image's digest too (--digest sha256:…), or remove the marker {node.Marker}."
            );
        }

        return OldValue.IsBlank(node, text) || OldValue.IsDigest(text)
            ? digest.Value
            : throw NotAlone(path, node, text, "digest");
    }

    /// <summary>Setting the value would destroy what else stands in it.</summary>
    private static PromotionException NotAlone(string path, MarkedNode node, string text, string part) =>
        ManifestFailures.At(
            path,
            node,
            $"is '{Shorten(text)}', which is not a {part}",
            $"A marker replaces the whole value. Mark a value that holds only the {part}, "
                + $"or only an image reference with the marker {node.Marker.Policy}."
        );

    private static bool IsImageKey(string? key) =>
        key is not null && key.EndsWith("image", StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..79]}…";
}
