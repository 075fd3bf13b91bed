using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Rebuilds an open promotion on the newest commit of the default branch. Description and auto-merge stay.</summary>
internal sealed class PromotionRebuild(GitRepository repository, IGitProvider provider)
{
    /// <returns>The updated pull request.</returns>
    /// <exception cref="PromotionException">The branch has other changes, or its environment was changed.</exception>
    public async Task<PullRequest> RunAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        BaseSnapshot snapshot,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var before = await VerifyBranchAsync(pullRequest, metadata, snapshot, cancellationToken);
        var (_, now) = await PromotedTree.ComputeAsync(
            repository,
            snapshot.Layout,
            snapshot.Commit,
            metadata,
            cancellationToken
        );
        if (now.Rewrites.IsEmpty || !before.OldValues.SequenceEqual(now.OldValues))
        {
            throw NotRebuilt(
                pullRequest,
                $"environment {metadata.Environment} has changed since, and its change would be reverted"
            );
        }

        if (dryRun)
        {
            return pullRequest;
        }

        var head = await repository.CommitAsync(
            await repository.WriteTreeAsync(snapshot.Commit, PromotedTree.Encode(now.Rewrites), cancellationToken),
            [snapshot.Commit],
            Promotion.TitleFor(metadata.Target, metadata.Version),
            cancellationToken
        );
        RefUpdate update = new(pullRequest.SourceBranch.Ref, head, pullRequest.Head);
        if (await repository.Remote.PushAsync([update], cancellationToken) is PushResult.Stale)
        {
            throw NotRebuilt(pullRequest, "its branch changed at the same time");
        }

        DesiredPullRequest desired = new(
            pullRequest.SourceBranch,
            pullRequest.TargetBranch,
            head,
            pullRequest.Title,
            pullRequest.Description,
            MergeModeFor(pullRequest, metadata, snapshot)
        );
        return await provider.OpenPullRequestAsync(desired, pullRequest, cancellationToken);
    }

    /// <summary>Requires that the branch is what this tool writes on its merge base with the default branch.</summary>
    /// <returns>What the promotion changes there.</returns>
    private async Task<EnvironmentScan> VerifyBranchAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        if (
            await repository.FindMergeBasesAsync(snapshot.Commit, pullRequest.Head, cancellationToken) is [var start]
            && await PromotedTree.ComputeAsync(repository, snapshot.Layout, start, metadata, cancellationToken)
                is var promoted
            && promoted.Id == (await repository.FindCommitAsync(pullRequest.Head, cancellationToken))?.Tree
        )
        {
            return promoted.Scan;
        }

        throw NotRebuilt(pullRequest, "its branch has more than the promotion");
    }

    private static PromotionException NotRebuilt(PullRequest pullRequest, string reason) =>
        new(FailureKind.Rejected, $"Pull request {pullRequest.Number} was not rebuilt: {reason}.");

    private static MergeMode MergeModeFor(PullRequest pullRequest, PromotionMetadata metadata, BaseSnapshot snapshot)
    {
        if (!pullRequest.AutoMerge)
        {
            return MergeMode.Manual;
        }

        var mode = new EnvironmentOrder(snapshot.Configuration).MergeModeFor(metadata.Environment);
        return mode is MergeMode.Immediately ? mode : MergeMode.AfterCheck;
    }
}
