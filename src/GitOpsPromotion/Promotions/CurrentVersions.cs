using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads versions from values with markers.</summary>
internal static class CurrentVersions
{
    /// <summary>The tags, each once and in order; the digests if there are no tags.</summary>
    public static IReadOnlyList<string> From(IReadOnlyCollection<MarkedScalar> slots)
    {
        var tags = Distinct(slots.Select(Tag));
        return tags.Count > 0 ? tags : Distinct(slots.Select(Digest));
    }

    /// <summary>Whether two environments have the same tags, and the same digests if both have any.</summary>
    public static bool AreEqual(IReadOnlyCollection<MarkedScalar> one, IReadOnlyCollection<MarkedScalar> other)
    {
        var (digests, others) = (Distinct(one.Select(Digest)), Distinct(other.Select(Digest)));
        return Distinct(one.Select(Tag)).SequenceEqual(Distinct(other.Select(Tag)), StringComparer.Ordinal)
            && (digests.Count == 0 || others.Count == 0 || digests.SequenceEqual(others, StringComparer.Ordinal));
    }

    /// <summary>Whether there are values, and all have the version.</summary>
    public static bool AllHave(IReadOnlyCollection<MarkedScalar> slots, ImageVersion version)
    {
        var (tags, digests) = (Distinct(slots.Select(Tag)), Distinct(slots.Select(Digest)));
        return (tags, digests) switch
        {
            ([], [var single]) => single == version.Digest?.Value,
            ([var tag], _) => tag == version.Tag.Value
                && (
                    version.Digest is null || digests is [] || digests is [var digest] && digest == version.Digest.Value
                ),
            _ => false,
        };
    }

    private static List<string> Distinct(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string? Tag(MarkedScalar slot) =>
        slot.Field switch
        {
            MarkerField.Image => ImageReference.TryParse(slot.Value, out var image) ? image.Tag?.Value : null,
            MarkerField.Tag => ImageTag.TryParse(slot.Value, out var tag) ? tag.Value
            : ImageReference.TryParse(slot.Value, out var image) ? image.Tag?.Value
            : null,
            _ => null,
        };

    private static string? Digest(MarkedScalar slot) =>
        slot.Field switch
        {
            MarkerField.Digest => slot.Value,
            MarkerField.Image => ImageReference.TryParse(slot.Value, out var image) ? image.Digest?.Value : null,
            _ => null,
        };
}
