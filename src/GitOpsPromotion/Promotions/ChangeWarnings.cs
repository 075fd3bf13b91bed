using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Warnings about changed values.</summary>
internal static class ChangeWarnings
{
    public static IEnumerable<PromotionWarning> For(IEnumerable<ManifestChange> changes) =>
        changes.Select(For).OfType<PromotionWarning>();

    private static PromotionWarning? For(ManifestChange change) =>
        change.RemovesDigest
            ? new($"the digest is removed, so '{change.NewValue}' is no longer pinned", change.Path, change.Line)
        : change.AddsQuotes
            ? new(
                $"'{change.NewValue}' had no quotes, so YAML readers do not take it for a string; it is now quoted",
                change.Path,
                change.Line
            )
        : null;
}
