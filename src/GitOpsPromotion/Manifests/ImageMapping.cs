namespace GitOpsPromotion.Manifests;

/// <summary>
/// Interprets a marked value with the keys next to it. A mapping can have the parts of an image reference in several
/// keys, as <c>images</c> of a kustomization and most Helm values do.
/// </summary>
internal static class ImageMapping
{
    private static readonly string[] RepositoryKeys = ["repository", "name"];

    /// <summary>The part of an image reference that a value is, by its key and the keys next to it.</summary>
    public static MarkerField FieldOf(MarkedNode node) =>
        node.Key switch
        {
            "newTag" or "tag" => MarkerField.Tag,
            "digest" => MarkerField.Digest,
            // Kustomize appends the tag, from newTag or from the manifest.
            "newName" => MarkerField.Name,
            _ => HasVersionInOtherKey(node) ? MarkerField.Name : MarkerField.Image,
        };

    /// <summary>Whether a value is a repository, by its key (<c>newName</c>), or by its form and a tag next to it.</summary>
    public static bool IsRepository(MarkedNode node, string text) =>
        node.Key is "newName"
        || IsRepositoryNextToVersion(node)
        || (text.Contains('/', StringComparison.Ordinal) && HasVersionInOtherKey(node));

    /// <summary>A digest in the same mapping that the promotion does not set. It has precedence over the marked version.</summary>
    public static MappingValue? FindOtherDigest(MarkedNode node) =>
        node is { Mapping: { } mapping, Key: { } key }
            ? mapping
                .WithInheritors(key)
                .SelectMany(values => DigestKeys(node.Marker.Field, key).Select(values.Find))
                .FirstOrDefault(value =>
                    value is { Text.Length: > 0 }
                    && IsDigest(node.Marker.Field, value)
                    && value.Marker != node.Marker with { Field = MarkerField.Digest }
                )
            : null;

    /// <summary>Whether the value of a key is a repository with a digest, which has precedence over a tag next to it.</summary>
    public static bool IsRepositoryWithDigest(string key, string text) =>
        text.Contains("@sha", StringComparison.Ordinal)
        && RepositoryKeys.Any(name => key.EndsWith(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> DigestKeys(MarkerField field, string key)
    {
        var part = field is MarkerField.Tag ? "tag" : "image";
        if (key.EndsWith(part, StringComparison.OrdinalIgnoreCase))
        {
            var prefix = key[..^part.Length];
            yield return $"{prefix}digest";
            yield return $"{prefix}repository";
        }

        if (field is MarkerField.Image)
        {
            yield return $"{key}Digest";
            yield return $"{key}_digest";
        }
        else
        {
            yield return "repository";
            yield return "newName";
            yield return "sha";
        }

        yield return "digest";
    }

    /// <summary>Whether a value is a digest of the image. Next to an image reference, <c>digest</c> can be something else, so its form counts.</summary>
    private static bool IsDigest(MarkerField field, MappingValue value) =>
        value.Key is "sha"
            ? IsSha256(value.Text)
            : field is MarkerField.Tag || value.Text.StartsWith("sha", StringComparison.Ordinal);

    /// <summary>Some charts have the digits of a digest in <c>sha</c>, others have a commit there.</summary>
    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>Whether the value is a repository whose tag or digest is in another key of the mapping.</summary>
    private static bool HasVersionInOtherKey(MarkedNode node)
    {
        if (IsRepositoryNextToVersion(node))
        {
            return true;
        }

        // An image reference with a tag is complete, even if there is another tag next to it.
        return node is { Mapping: { } mapping, Key: { } key }
            && Images.ImageReference.TryParse(node.Value.Trim(), out var image)
            && image is { TagText: null, DigestText: null }
            && !OldValue.IsVersion(node, image)
            && TagKeys(key)
                .Any(name =>
                    !string.Equals(name, key, StringComparison.OrdinalIgnoreCase) && mapping.Find(name) is not null
                );
    }

    private static bool IsRepositoryNextToVersion(MarkedNode node)
    {
        if (
            node is not { Mapping: { } mapping, Key: { } key }
            || RepositoryKeys.FirstOrDefault(name => key.EndsWith(name, StringComparison.OrdinalIgnoreCase))
                is not { } suffix
        )
        {
            return false;
        }

        var prefix = key[..^suffix.Length];
        return mapping.Find($"{prefix}tag") is not null
            || (prefix.Length == 0 && mapping.Find("newTag") is not null)
            || mapping.Find($"{prefix}digest") is { Text.Length: > 0 };
    }

    private static IEnumerable<string> TagKeys(string key)
    {
        const string image = "image";
        if (key.EndsWith(image, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{key[..^image.Length]}tag";
        }

        yield return "tag";
        yield return "newTag";
        yield return "imageTag";
        yield return $"{key}Tag";
        yield return $"{key}_tag";
    }
}
