using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The versions that marked scalars hold.</summary>
internal static class CurrentVersions
{
    /// <summary>Each version once, in order: tags; digests only where no tag says more.</summary>
    public static IReadOnlyList<string> From(IReadOnlyCollection<MarkedScalar> marks)
    {
        var tags = Distinct(marks.Select(Tag));
        return tags.Count > 0 ? tags : Distinct(marks.Select(Digest));
    }

    /// <summary>Whether two environments hold the same tags, and the same digests where both have any.</summary>
    public static bool AreEqual(IReadOnlyCollection<MarkedScalar> one, IReadOnlyCollection<MarkedScalar> other)
    {
        var (digests, others) = (Distinct(one.Select(Digest)), Distinct(other.Select(Digest)));
        return Distinct(one.Select(Tag)).SequenceEqual(Distinct(other.Select(Tag)), StringComparer.Ordinal)
            && (digests.Count == 0 || others.Count == 0 || digests.SequenceEqual(others, StringComparer.Ordinal));
    }

    /// <summary>Whether all marked scalars hold a version, and there are any.</summary>
    public static bool AllHave(IReadOnlyCollection<MarkedScalar> marks, ImageVersion version)
    {
        var (tags, digests) = (Distinct(marks.Select(Tag)), Distinct(marks.Select(Digest)));
        return (tags, digests) switch
        {
            ([], [var only]) => only == version.Digest?.Value,
            ([var tag], _) => tag == version.Tag.Value
                && (
                    version.Digest is null || digests is [] || digests is [var digest] && digest == version.Digest.Value
                ),
            _ => false,
        };
    }

    private static List<string> Distinct(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string? Tag(MarkedScalar mark) =>
        mark.Field switch
        {
            MarkerField.Image => ImageReference.TryParse(mark.Value, out var image) ? image.Tag?.Value : null,
            MarkerField.Tag => ImageTag.TryParse(mark.Value, out var tag) ? tag.Value
            : ImageReference.TryParse(mark.Value, out var image) ? image.Tag?.Value
            : null,
            _ => null,
        };

    private static string? Digest(MarkedScalar mark) =>
        mark.Field switch
        {
            MarkerField.Digest => mark.Value,
            MarkerField.Image => ImageReference.TryParse(mark.Value, out var image) ? image.Digest?.Value : null,
            _ => null,
        };
}
