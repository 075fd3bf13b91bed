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

    /// <summary>A digest that outweighs a marked tag: one in the same mapping that the promotion does not set.</summary>
    public static MappingValue? FindOtherDigest(MarkedNode node) =>
        FindDigest(node) is { } digest && digest.Marker != node.Marker with { Field = MarkerField.Digest }
            ? digest
            : null;

    private static MappingValue? FindDigest(MarkedNode node)
    {
        if (node is not { Mapping: { } mapping, Key: { } key })
        {
            return null;
        }

        const string tag = "tag";
        string?[] keys =
        [
            key.EndsWith(tag, StringComparison.OrdinalIgnoreCase) ? $"{key[..^tag.Length]}digest" : null,
            "digest",
            "sha",
        ];
        return keys.OfType<string>()
            .Select(mapping.Find)
            .FirstOrDefault(value => value is { Text.Length: > 0 } && (value.Key is not "sha" || IsSha256(value.Text)));
    }

    /// <summary>Some charts have <c>sha</c> for the digits of a digest; others keep a commit there.</summary>
    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>Whether the value is a repository whose tag or digest another key of the mapping keeps.</summary>
    private static bool HasVersionElsewhere(MarkedNode node)
    {
        if (node is not { Mapping: { } mapping, Key: { } key })
        {
            return false;
        }

        var suffix = RepositoryKeys.FirstOrDefault(name => key.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        if (suffix is not null)
        {
            var prefix = key[..^suffix.Length];
            return Has($"{prefix}tag") || prefix.Length == 0 && Has("newTag") || HasText($"{prefix}digest");
        }

        // An image with a tag of its own beside another tag is whole.
        return string.Equals(key, "image", StringComparison.OrdinalIgnoreCase)
            && Images.ImageReference.TryParse(node.Value.Trim(), out var image)
            && image is { TagText: null, DigestText: null }
            && (Has("tag") || Has("imageTag"));

        bool Has(string other) => mapping.Find(other) is not null;

        bool HasText(string other) => mapping.Find(other) is { Text.Length: > 0 };
    }
}
