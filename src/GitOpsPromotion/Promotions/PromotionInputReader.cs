using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads what a promotion is planned from: the manifests of its environment, and the pull request on its branch.</summary>
internal sealed class PromotionInputReader(GitRepository repository, IGitProvider provider)
{
    private readonly PromotionOrder order = new(repository);

    /// <exception cref="PromotionException">
    /// A manifest cannot be read, or another promotion has the same branch or statuses.
    /// </exception>
    public async Task<PromotionInput> ReadAsync(PromotionRequest request, CancellationToken cancellationToken)
    {
        var (promotion, snapshot, _) = request;
        await new NameCollisionCheck(repository, snapshot).CheckAsync(promotion, cancellationToken);
        var scan = await ScanAsync(promotion, snapshot, cancellationToken);
        if (scan.SlotCount == 0)
        {
            return new PromotionInput(request, scan, Open: null, UnsetMarkers: []);
        }

        var unset = await PartialUpdate.FindAsync(repository, snapshot, promotion, scan, cancellationToken);
        var open = scan.HasVersion ? null : await FindOpenAsync(request, cancellationToken);
        return new PromotionInput(request, scan, open, unset);
    }

    private async Task<EnvironmentScan> ScanAsync(
        Promotion promotion,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await new EnvironmentReader(repository, snapshot.Layout, promotion.Target).ScanAsync(
                snapshot.Commit,
                promotion.Version,
                cancellationToken
            );
        }
        catch (PromotionException failure) when (failure.Kind is FailureKind.Rejected)
        {
            if (await MissingDigest.FindAsync(repository, snapshot, promotion, cancellationToken) is { } missing)
            {
                throw missing;
            }

            throw;
        }
    }

    private async Task<OpenPromotion?> FindOpenAsync(PromotionRequest request, CancellationToken cancellationToken)
    {
        var (promotion, snapshot, tip) = request;
        if (tip is null)
        {
            // A pull request is closed when its branch is deleted.
            return null;
        }

        var open = await provider.FindOpenPullRequestAsync(request.Branch, snapshot.Branch, cancellationToken);
        if (open is null)
        {
            return null;
        }

        return new OpenPromotion(
            open,
            IsNewer: !request.ReplacesNewer && await order.IsNewerAsync(open, promotion, snapshot, cancellationToken)
        );
    }
}
