using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Looks for markers of the app that a promotion would leave as they are: half an update must not pass unnoticed.</summary>
internal static class PartialUpdate
{
    /// <summary>A warning for each marker that is not set.</summary>
    /// <exception cref="PromotionException">A file that is read for markers cannot be read.</exception>
    public static async Task<IReadOnlyList<PromotionWarning>> FindAsync(
        GitRepository repository,
        CommitSha commit,
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
            .. await new UnreadFiles(repository, commit, promotion.Policy).FindAsync(
                promotion.Folder,
                cancellationToken
            ),
        ];
    }
}
