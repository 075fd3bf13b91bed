using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The parts of images that marked values hold beside the tag.</summary>
internal static class SlotParts
{
    /// <summary>Each digest once.</summary>
    public static IReadOnlyList<string> Digests(IEnumerable<MarkedScalar> slots) => Distinct(slots.Select(Digest));

    /// <summary>Each repository once.</summary>
    public static IReadOnlyList<string> Repositories(IEnumerable<MarkedScalar> slots) =>
        Distinct(slots.Select(Repository));

    /// <summary>Where slots hold one of these parts, for a message: <c>a/dev/b.yaml:3 'app:1.0'</c>.</summary>
    public static string Locations(IEnumerable<MarkedScalar> slots) =>
        string.Join(", ", slots.Select(slot => $"{slot.Path}:{slot.Line} '{slot.Value}'"));

    private static string? Digest(MarkedScalar slot) =>
        slot.Field switch
        {
            MarkerField.Digest => slot.Value,
            MarkerField.Image or MarkerField.Tag => ImageReference.TryParse(slot.Value, out var image)
                ? image.DigestText
                : null,
            _ => null,
        };

    private static string? Repository(MarkedScalar slot) =>
        slot.Field switch
        {
            MarkerField.Name => slot.Value,
            MarkerField.Image => ImageReference.TryParse(slot.Value, out var image) ? image.Repository : null,
            // In the slot of a tag, a lone word is the tag; so is what stands before a digest.
            MarkerField.Tag => ImageReference.TryParse(slot.Value, out var image) && image.TagText is not null
                ? image.Repository
                : null,
            _ => null,
        };

    private static IReadOnlyList<string> Distinct(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal)];
}
