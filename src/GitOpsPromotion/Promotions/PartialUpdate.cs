using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds markers of the app that a promotion does not set, so that a partial update is noticed.</summary>
internal static class PartialUpdate
{
    /// <summary>A warning for each marker that is not set.</summary>
    /// <exception cref="PromotionException">A manifest cannot be read.</exception>
    public static async Task<IReadOnlyList<PromotionWarning>> FindAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        Promotion promotion,
        EnvironmentScan scan,
        CancellationToken cancellationToken
    )
    {
        if (scan.LfsPointers is [var pointer, ..])
        {
            throw ManifestFailures.LfsPointer(pointer);
        }

        return
        [
            .. scan.UnsetMarkers.Select(unset => new PromotionWarning(
                $"{unset.Problem}; the value is not set",
                unset.Path,
                unset.Line
            )),
            .. await new UnreadFiles(repository, snapshot.Commit, promotion.Policy).FindAsync(
                snapshot.Layout.TargetOf(promotion.Target).Folder,
                cancellationToken
            ),
        ];
    }
}
