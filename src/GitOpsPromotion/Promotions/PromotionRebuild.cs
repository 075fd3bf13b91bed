using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Puts an open promotion onto the newest commit of the default branch. Description and auto-merge stay.</summary>
internal sealed class PromotionRebuild(GitRepository repository, IGitProvider provider)
{
    /// <returns>The pull request as it is now.</returns>
    /// <exception cref="PromotionException">The branch is not only this tool's, or its environment was changed.</exception>
    public async Task<PullRequest> RunAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        BaseSnapshot at,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var before = await VerifyBranchAsync(pullRequest, metadata, at, cancellationToken);
        var (_, now) = await PromotedTree.ComputeAsync(repository, at.Commit, metadata, cancellationToken);
        if (now.Rewrites.IsEmpty || !Values(before).SequenceEqual(Values(now)))
        {
            throw NotRebuilt(
                pullRequest,
                $"environment {metadata.Environment} has been changed since, and would be taken back"
            );
        }

        if (dryRun)
        {
            return pullRequest;
        }

        var head = await repository.CommitAsync(
            await repository.WriteTreeAsync(at.Commit, PromotedTree.Encode(now.Rewrites), cancellationToken),
            [at.Commit],
            Promotion.TitleOf(metadata.Policy, metadata.Version, metadata.Environment),
            cancellationToken
        );
        RefUpdate update = new(pullRequest.SourceBranch.Ref, head, pullRequest.Head);
        if (await repository.Remote.PushAsync([update], cancellationToken) is PushResult.Stale)
        {
            throw NotRebuilt(pullRequest, "somebody else moved its branch at the same time");
        }

        DesiredPullRequest draft = new(
            pullRequest.SourceBranch,
            pullRequest.TargetBranch,
            head,
            pullRequest.Title,
            pullRequest.Description,
            MergingOf(pullRequest, metadata, at)
        );
        return await provider.OpenPullRequestAsync(draft, pullRequest, cancellationToken);
    }

    /// <summary>The branch must be what this tool writes on the commit of the default branch that it was made on.</summary>
    /// <returns>What the promotion changes on that commit.</returns>
    private async Task<EnvironmentScan> VerifyBranchAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        if (
            await repository.FindMergeBasesAsync(at.Commit, pullRequest.Head, cancellationToken) is [var start]
            && await PromotedTree.ComputeAsync(repository, start, metadata, cancellationToken) is var promoted
            && promoted.Id == (await repository.FindCommitAsync(pullRequest.Head, cancellationToken))?.Tree
        )
        {
            return promoted.Scan;
        }

        throw NotRebuilt(pullRequest, "its branch holds more than the promotion");
    }

    private static PromotionException NotRebuilt(PullRequest pullRequest, string why) =>
        new(FailureKind.Rejected, $"Pull request {pullRequest.Number} was not rebuilt: {why}.");

    private static MergeMode MergingOf(PullRequest pullRequest, PromotionMetadata metadata, BaseSnapshot at) =>
        !pullRequest.AutoMerge ? MergeMode.Manual
        : new EnvironmentOrder(at.Configuration).MergeModeFor(metadata.Environment) is MergeMode.Immediately
            ? MergeMode.Immediately
        : MergeMode.AfterCheck;

    private static IEnumerable<(string, string)> Values(EnvironmentScan scan) =>
        scan.Changes.Select(change => (change.Path, change.OldValue));
}
