using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Rebuilds the branches of open promotions that conflict with the default branch, or that are behind it if the forge
/// requires branches to be up to date. Others are not pushed, because a push dismisses approvals.
/// </summary>
public sealed class RefreshPromotions(GitRepository repository, IGitProvider provider)
{
    private readonly PromotionRebuild rebuild = new(repository, provider);

    /// <param name="remote">The default branch and the promotion branches.</param>
    /// <param name="dryRun">Whether nothing is pushed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The promotions that could not be merged, each with what was done.</returns>
    public async Task<IReadOnlyList<RefreshOutcome>> RunAsync(
        RemoteSnapshot remote,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var snapshot = remote.Base;
        UnmergeablePromotions promotions = new(repository, provider);
        // Usually all branches are directly on top of the default branch, and the forge need not be asked.
        var outdated = await promotions.FindOutdatedAsync(
            snapshot,
            [.. remote.PromotionBranches.Values],
            cancellationToken
        );
        if (outdated.Count == 0)
        {
            return [];
        }

        Dictionary<PullRequest, PromotionMetadata> open = [];
        foreach (var pullRequest in await provider.GetOpenPullRequestsAsync(snapshot.Branch, cancellationToken))
        {
            if (FindPromotion(pullRequest, snapshot) is { } metadata)
            {
                open[pullRequest] = metadata;
            }
        }

        var unmergeable = await promotions.FindAsync(snapshot, open.Keys, cancellationToken);
        List<RefreshOutcome> outcomes = [];
        foreach (var (pullRequest, metadata) in open)
        {
            if (unmergeable.TryGetValue(pullRequest.Number, out var obstacle))
            {
                outcomes.Add(await TryAsync(pullRequest, metadata, obstacle, snapshot, dryRun, cancellationToken));
            }
        }

        return outcomes;
    }

    private async Task<RefreshOutcome> TryAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        PromotionObstacle obstacle,
        BaseSnapshot snapshot,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var now = await rebuild.RunAsync(pullRequest, metadata, snapshot, dryRun, cancellationToken);
            return new RefreshOutcome(now, obstacle, Problem: null);
        }
        catch (PromotionException failure) when (failure.Kind is FailureKind.Rejected)
        {
            // The promotion of this run succeeded, so this failure is only reported.
            return new RefreshOutcome(pullRequest, obstacle, failure.Message);
        }
    }

    private static PromotionMetadata? FindPromotion(PullRequest pullRequest, BaseSnapshot snapshot) =>
        !pullRequest.IsFromFork
        && PromotionBranch.IsPromotion(pullRequest.SourceBranch)
        && PromotionMetadata.Parse(pullRequest.Description)
            is ParsedMetadata.Valid({ Type: PromotionType.Promote } metadata)
        && snapshot.Configuration.Environments.Any(settings => settings.Name == metadata.Environment)
        && metadata.Target.Branch(snapshot.Configuration.Flow) == pullRequest.SourceBranch
            ? metadata
            : null;
}
