using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The digests and image names in values with markers.</summary>
internal static class SlotParts
{
    /// <summary>The digests, each once.</summary>
    public static IReadOnlyList<string> Digests(IEnumerable<MarkedScalar> slots) => Distinct(slots.Select(Digest));

    /// <summary>The image names, each once.</summary>
    public static IReadOnlyList<string> Repositories(IEnumerable<MarkedScalar> slots) =>
        Distinct(slots.Select(Repository));

    /// <summary>The locations and values of slots, for a message: <c>a/dev/b.yaml:3 'app:1.0'</c>.</summary>
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
            // In a slot for a tag, a single word is the tag, also before a digest.
            MarkerField.Tag => ImageReference.TryParse(slot.Value, out var image) && image.TagText is not null
                ? image.Repository
                : null,
            _ => null,
        };

    private static IReadOnlyList<string> Distinct(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal)];
}
