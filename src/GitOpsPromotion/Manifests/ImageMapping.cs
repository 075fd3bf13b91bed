namespace GitOpsPromotion.Manifests;

/// <summary>
/// What the keys around a marked value say of it: a mapping may keep the parts of one image under several keys, as an
/// entry of a kustomization's <c>images</c> and most Helm values do.
/// </summary>
internal static class ImageMapping
{
    private static readonly string[] RepositoryKeys = ["repository", "name"];

    /// <summary>The part of an image that a value is, judged by its key and those beside it.</summary>
    public static MarkerField FieldOf(MarkedNode node) =>
        node.Key switch
        {
            "newTag" or "tag" => MarkerField.Tag,
            "digest" => MarkerField.Digest,
            // Kustomize puts the tag behind it, from newTag or from the manifest.
            "newName" => MarkerField.Name,
            _ => HasVersionElsewhere(node) ? MarkerField.Name : MarkerField.Image,
        };

    /// <summary>Whether a value is a repository and no tag, by its key (<c>newName</c>), or by its form beside a tag.</summary>
    public static bool IsRepository(MarkedNode node, string text) =>
        node.Key is "newName"
        || IsRepositoryBesideVersion(node)
        || (text.Contains('/', StringComparison.Ordinal) && HasVersionElsewhere(node));

    /// <summary>A digest that outweighs a marked version: one in the same mapping that the promotion does not set.</summary>
    public static MappingValue? FindOtherDigest(MarkedNode node) =>
        node is { Mapping: { } mapping, Key: { } key }
            ? mapping
                .WithHeirs(key)
                .SelectMany(values => DigestKeys(node.Marker.Field, key).Select(values.Find))
                .FirstOrDefault(value =>
                    value is { Text.Length: > 0 }
                    && IsDigest(node.Marker.Field, value)
                    && value.Marker != node.Marker with { Field = MarkerField.Digest }
                )
            : null;

    /// <summary>Whether the value of a key is a repository with a digest, which a tag beside it does not change.</summary>
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

    /// <summary>Beside a whole image, a text that only its key calls a digest may be of something else.</summary>
    private static bool IsDigest(MarkerField field, MappingValue value) =>
        value.Key is "sha"
            ? IsSha256(value.Text)
            : field is MarkerField.Tag || value.Text.StartsWith("sha", StringComparison.Ordinal);

    /// <summary>Some charts have <c>sha</c> for the digits of a digest; others keep a commit there.</summary>
    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>Whether the value is a repository whose tag or digest another key of the mapping keeps.</summary>
    private static bool HasVersionElsewhere(MarkedNode node)
    {
        if (IsRepositoryBesideVersion(node))
        {
            return true;
        }

        // An image with a tag of its own beside another tag is whole.
        return node is { Mapping: { } mapping, Key: { } key }
            && Images.ImageReference.TryParse(node.Value.Trim(), out var image)
            && image is { TagText: null, DigestText: null }
            && !OldValue.IsVersion(node, image)
            && TagKeys(key)
                .Any(name =>
                    !string.Equals(name, key, StringComparison.OrdinalIgnoreCase) && mapping.Find(name) is not null
                );
    }

    private static bool IsRepositoryBesideVersion(MarkedNode node)
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
