using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>What the list of changed values does not show by itself.</summary>
internal static class ChangeWarnings
{
    public static IEnumerable<PromotionWarning> For(IEnumerable<ManifestChange> changes) =>
        changes.Select(For).OfType<PromotionWarning>();

    private static PromotionWarning? For(ManifestChange change) =>
        change.RemovesDigest
            ? new($"the digest is removed, so '{change.NewValue}' is no longer pinned", change.Path, change.Line)
        : change.AddsQuotes
            ? new(
                $"'{change.NewValue}' was there without quotes, which YAML readers take for another type than a string; it is now quoted",
                change.Path,
                change.Line
            )
        : null;
}
