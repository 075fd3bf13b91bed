using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads what a merged pull request changed in its environment.</summary>
internal sealed class MergedPromotionReader(GitRepository repository, IGitProvider provider)
{
    /// <summary>A rebase merge puts each commit of a branch onto the default branch.</summary>
    private const int MostCommits = 20;

    /// <summary>The version that the merge set; null where it set none: the environment held it before.</summary>
    /// <param name="cause">The merged pull request.</param>
    /// <param name="metadata">What its description says.</param>
    /// <param name="merged">The commit that the merge put onto the default branch.</param>
    /// <param name="at">The default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The commit does not hold the version.</exception>
    public async Task<MergedPromotion?> ReadAsync(
        PullRequest cause,
        PromotionMetadata metadata,
        CommitSha merged,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        await repository.Remote.FetchAsync([merged], cancellationToken);
        var after = await ReadManifestsAsync(merged, metadata, cancellationToken);
        var commit = merged;
        for (var count = 1; ; count++)
        {
            var parents = (await repository.FindCommitAsync(commit, cancellationToken))?.Parents ?? [];
            if (parents is not [var parent, ..])
            {
                return MergedPromotion.Read(cause, metadata, merged, before: null, after);
            }

            await repository.Remote.FetchAsync([parent], cancellationToken);
            var before = await ReadManifestsAsync(parent, metadata, cancellationToken);
            if (!before.HasSameValues(after))
            {
                var promotion = MergedPromotion.Read(cause, metadata, merged, before, after);
                return before.Scan(promotion.Version).HasVersion ? null : promotion;
            }

            // The commit left the values as they were. Where it is the last of a rebase merge, one before it set them.
            if (
                parents.Count == 1
                && count < MostCommits
                && await provider.FindMergedPullRequestAsync(parent, cause.TargetBranch, cancellationToken)
                    is { } origin
                && origin.Number == cause.Number
            )
            {
                commit = parent;
                continue;
            }

            await CheckOtherEnvironmentsAsync(cause, metadata, (parent, merged), at, cancellationToken);
            return null;
        }
    }

    /// <summary>A description that names one environment, on a merge that set a version in another, was edited.</summary>
    private async Task CheckOtherEnvironmentsAsync(
        PullRequest cause,
        PromotionMetadata metadata,
        (CommitSha Before, CommitSha After) merge,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        foreach (var environment in at.Configuration.Environments.Select(stage => stage.Name))
        {
            var other = metadata with { Environment = environment };
            var before = await ReadManifestsAsync(merge.Before, other, cancellationToken);
            if (!before.HasSameValues(await ReadManifestsAsync(merge.After, other, cancellationToken)))
            {
                throw MergedPromotion.Mismatch(
                    cause,
                    metadata,
                    $"commit {merge.After.Abbreviated} does not hold it there: it changes environment {environment}"
                );
            }
        }
    }

    private Task<AppManifests> ReadManifestsAsync(
        CommitSha commit,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    ) =>
        AppManifests.ReadAsync(
            repository,
            commit,
            $"{metadata.Policy.Group}/{metadata.Environment}",
            metadata.Policy,
            cancellationToken
        );
}
