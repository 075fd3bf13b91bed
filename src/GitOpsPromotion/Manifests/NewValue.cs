using System.Text.RegularExpressions;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>What a marked scalar is to hold, from its marker, its old value and the promotion.</summary>
internal static partial class NewValue
{
    private const string TypePrefix = "tag:yaml.org,2002:";

    public static string For(string path, MarkedNode node, ImageVersion version)
    {
        var value = node.Marker.Field switch
        {
            MarkerField.Image => ForImage(path, node, version),
            MarkerField.Tag => ForTag(path, node, version),
            MarkerField.Name => version.Repository?.Value ?? node.Value,
            _ => version.Digest?.Value
                ?? throw Failure.At(
                    path,
                    node,
                    "needs a digest, and the promotion has none: with the old digest, the old image would stay",
                    $"Give the new image's digest too (--digest sha256:…), or remove the marker {node.Marker}."
                ),
        };

        if (HasOtherType(node) && !string.Equals(value, node.Value, StringComparison.Ordinal))
        {
            throw Failure.At(
                path,
                node,
                $"has the YAML tag !!{node.Tag[TypePrefix.Length..]}, with which no version is a string",
                "Remove the tag, or write !!str."
            );
        }

        return value;
    }

    private static bool HasOtherType(MarkedNode node) =>
        node.Tag.StartsWith(TypePrefix, StringComparison.Ordinal) && node.Tag[TypePrefix.Length..] is not "str";

    private static string ForImage(string path, MarkedNode node, ImageVersion version)
    {
        var field = node.Key switch
        {
            "newTag" or "tag" => MarkerField.Tag,
            "digest" => MarkerField.Digest,
            _ => MarkerField.Image,
        };
        if (field is not MarkerField.Image)
        {
            var meant = node.Marker with { Field = field };
            throw Failure.At(
                path,
                node,
                $"is a {field.ToString().ToLowerInvariant()}, but the marker asks for the whole image reference",
                $$"""Write the marker {"$imagepolicy": "{{meant}}"} in that line."""
            );
        }

        return ForReference(path, node, version);
    }

    /// <summary>With another repository the old value does not matter; without, it must tell the repository.</summary>
    private static string ForReference(string path, MarkedNode node, ImageVersion version)
    {
        if (version.Repository is { } repository)
        {
            return ImageReference.Compose(repository.Value, version);
        }

        var text = node.Value.Trim();
        if (IsNull(node, text) || !ImageReference.TryParse(text, out var reference))
        {
            throw Failure.At(
                path,
                node,
                text.Length == 0
                    ? "is empty, so the repository is not known"
                    : $"is '{Shorten(text)}', which is no image reference",
                $"Write the image there as {ImageReference.Form}, or name the repository with --image."
            );
        }

        return IsVersion(node, reference)
            ? throw Failure.At(
                path,
                node,
                $"is '{Shorten(text)}', which is no image but a version",
                $"Write the marker {node.Marker.Policy}:tag for a tag or {node.Marker.Policy}:digest for a digest."
            )
            : reference.With(version);
    }

    /// <summary>A lone word is a repository (<c>nginx</c>), unless its key or its form tell that it is a version.</summary>
    private static bool IsVersion(MarkedNode node, ImageReference reference) =>
        reference is { TagText: null, DigestText: null }
        && !reference.Repository.Contains('/', StringComparison.Ordinal)
        && (VersionKey.IsMatch(node.Key ?? "") || VersionNumber.IsMatch(reference.Repository));

    private static string ForTag(string path, MarkedNode node, ImageVersion version) =>
        node.Value.Contains('@', StringComparison.Ordinal) && IsTagWithDigest(node.Value) && !IsImageKey(node.Key)
            ? version.Digest is { } digest
                ? $"{version.Tag}@{digest}"
                : version.Tag.Value
            : node.Value.AsSpan().ContainsAny(":/@") && !IsVariable(node.Value)
                ? ForReference(path, node, version)
                : version.Tag.Value;

    /// <summary>Charts take <c>1.2.3@sha256:…</c> for a tag, and put it behind the repository and a colon.</summary>
    private static bool IsTagWithDigest(string value) =>
        ImageReference.TryParse(value, out var reference)
        && reference is { TagText: null, DigestText: not null }
        && !reference.Repository.Contains('/', StringComparison.Ordinal);

    private static bool IsImageKey(string? key) =>
        key is not null && key.EndsWith("image", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>${TAG:-1.0}</c> is a tag, whatever stands in it.</summary>
    private static bool IsVariable(string value) =>
        value.StartsWith("${", StringComparison.Ordinal)
        && value.IndexOf('}', StringComparison.Ordinal) == value.Length - 1;

    private static bool IsNull(MarkedNode node, string text) =>
        node.Style is YamlDotNet.Core.ScalarStyle.Plain && text is "~" or "null" or "Null" or "NULL";

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..79]}…";

    [GeneratedRegex(
        "(tag|version|digest)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex VersionKey { get; }

    [GeneratedRegex(@"\A[vV]?[0-9]+(\.[0-9]+)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionNumber { get; }
}
