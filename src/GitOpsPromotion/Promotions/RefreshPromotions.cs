using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Rebuilds the branches of open promotions that conflict with the default branch, or that the forge requires to be up to
/// date. All others stay as they are: a push dismisses approvals.
/// </summary>
public sealed class RefreshPromotions(GitRepository repository, IGitProvider provider)
{
    private readonly PromotionRebuild rebuild = new(repository, provider);

    /// <param name="dryRun">Whether nothing is pushed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The promotions that could not be merged as they were, each with what was done.</returns>
    public async Task<IReadOnlyList<RefreshOutcome>> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var at = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        var branches = await repository.Remote.ReadRefsAsync([PromotionBranch.AllRefs], cancellationToken);
        CommitSha[] heads =
        [
            .. branches.Commits.Where(found => found.Key != at.Branch.Ref).Select(found => found.Value),
        ];
        UnmergeablePromotions promotions = new(repository, provider);
        // The usual case, in which the forge need not be asked: all are right on top of the default branch.
        if ((await promotions.FindOutdatedAsync(at, heads, cancellationToken)).Count == 0)
        {
            return [];
        }

        Dictionary<PullRequest, PromotionMetadata> open = [];
        foreach (var pullRequest in await provider.GetOpenPullRequestsAsync(at.Branch, cancellationToken))
        {
            if (FindPromotion(pullRequest, at) is { } metadata)
            {
                open[pullRequest] = metadata;
            }
        }

        var stale = await promotions.FindAsync(at, open.Keys, cancellationToken);
        List<RefreshOutcome> outcomes = [];
        foreach (var (pullRequest, metadata) in open)
        {
            if (stale.TryGetValue(pullRequest.Number, out var obstacle))
            {
                outcomes.Add(await TryAsync(pullRequest, metadata, obstacle, at, dryRun, cancellationToken));
            }
        }

        return outcomes;
    }

    private async Task<RefreshOutcome> TryAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        PromotionObstacle obstacle,
        BaseSnapshot at,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var now = await rebuild.RunAsync(pullRequest, metadata, at, dryRun, cancellationToken);
            return new RefreshOutcome(now, obstacle, Problem: null);
        }
        catch (PromotionException failure) when (failure.Kind is FailureKind.Rejected)
        {
            // The promotion that the run was started for has gone on; this one is said, and left to a person.
            return new RefreshOutcome(pullRequest, obstacle, failure.Message);
        }
    }

    private static PromotionMetadata? FindPromotion(PullRequest pullRequest, BaseSnapshot at) =>
        !pullRequest.IsFromFork
        && PromotionBranch.IsPromotion(pullRequest.SourceBranch)
        && PromotionMetadata.Parse(pullRequest.Description)
            is ParsedMetadata.Valid({ Type: PromotionType.Promote } metadata)
        && at.Configuration.Environments.Any(stage => stage.Name == metadata.Environment)
        && PromotionBranch.For(metadata.Policy, metadata.Environment, at.Configuration.Flow) == pullRequest.SourceBranch
            ? metadata
            : null;
}
