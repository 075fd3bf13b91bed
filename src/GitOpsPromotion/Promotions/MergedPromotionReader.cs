using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the version that a merged pull request brought to its environment.</summary>
internal sealed class MergedPromotionReader(GitRepository repository, IGitProvider provider)
{
    // A rebase merge puts each commit of a branch onto the default branch.
    private const int MaxCommits = 20;

    /// <summary>The version that the merge set; null if it set none, because the environment had it before.</summary>
    /// <param name="cause">The merged pull request.</param>
    /// <param name="metadata">The state in its description.</param>
    /// <param name="merged">The commit that the merge put onto the default branch.</param>
    /// <param name="snapshot">The default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The commit does not have the version.</exception>
    public async Task<MergedPromotion?> ReadAsync(
        PullRequest cause,
        PromotionMetadata metadata,
        CommitSha merged,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        await repository.Remote.FetchAsync([merged], cancellationToken);
        EnvironmentReader reader = new(repository, snapshot.Layout, metadata.Target);
        var after = await reader.ReadAppAsync(merged, cancellationToken);
        var commit = merged;
        for (var count = 1; ; count++)
        {
            var parents = (await repository.FindCommitAsync(commit, cancellationToken))?.Parents ?? [];
            if (parents is not [var parent, ..])
            {
                return MergedPromotion.Read(cause, metadata, merged, before: null, after);
            }

            await repository.Remote.FetchAsync([parent], cancellationToken);
            var before = await reader.ReadAppAsync(parent, cancellationToken);
            if (!before.HasSameValues(after))
            {
                var promotion = MergedPromotion.Read(cause, metadata, merged, before, after);
                return before.Scan(promotion.Version).HasVersion ? null : promotion;
            }

            // The commit did not change the values. If it is the last of a rebase merge, one before it may have set them.
            if (
                parents.Count == 1
                && count < MaxCommits
                && await provider.FindMergedPullRequestAsync(parent, cause.TargetBranch, cancellationToken)
                    is { } origin
                && origin.Number == cause.Number
            )
            {
                commit = parent;
                continue;
            }

            await CheckOtherEnvironmentsAsync(cause, metadata, (parent, merged), snapshot, cancellationToken);
            return null;
        }
    }

    /// <summary>Refuses a merge that set a version in another environment than its description says.</summary>
    private async Task CheckOtherEnvironmentsAsync(
        PullRequest cause,
        PromotionMetadata metadata,
        (CommitSha Before, CommitSha After) merge,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        foreach (var environment in snapshot.Configuration.Environments.Select(settings => settings.Name))
        {
            EnvironmentReader reader = new(
                repository,
                snapshot.Layout,
                metadata.Target with
                {
                    Environment = environment,
                }
            );
            var before = await reader.ReadAppAsync(merge.Before, cancellationToken);
            if (!before.HasSameValues(await reader.ReadAppAsync(merge.After, cancellationToken)))
            {
                throw MergedPromotion.Mismatch(
                    cause,
                    metadata,
                    $"commit {merge.After.Abbreviated} does not have it there: it changes environment {environment}"
                );
            }
        }
    }
}
