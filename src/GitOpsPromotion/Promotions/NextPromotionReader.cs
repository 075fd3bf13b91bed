using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds out what to promote after a merge.</summary>
internal sealed class NextPromotionReader(GitRepository repository, IGitProvider provider, TimeProvider time)
{
    private readonly MergedPromotionReader reader = new(repository, provider);
    private readonly ObsoletePromotion obsolete = new(repository);
    private readonly OlderPromotionFinder older = new(repository, provider, time);

    /// <param name="merged">The commit that the merge put onto the default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The pull request is a promotion's, but does not match the repository.</exception>
    public async Task<NextPromotion> ReadAsync(CommitSha merged, CancellationToken cancellationToken)
    {
        var snapshot = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        var next = await ReadAsync(merged, snapshot, cancellationToken);
        if (
            next is NextPromotion.Found({ Tip: not null } request)
            && snapshot.Configuration.Flow is PromotionFlow.PerEnvironment
            && await older.FindAsync(request.Promotion, snapshot, cancellationToken) is { } commit
            && await ReadAsync(commit, snapshot, cancellationToken) is NextPromotion.Found(var first)
        )
        {
            return new NextPromotion.Found(first with { ReplacesNewer = true });
        }

        return next;
    }

    private async Task<NextPromotion> ReadAsync(
        CommitSha merged,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var cause = await provider.FindMergedPullRequestAsync(
            merged,
            snapshot.Branch,
            orElsewhere: true,
            cancellationToken
        );
        if (
            cause is null
            || (
                cause.TargetBranch != snapshot.Branch
                && !await IsRenamedAsync(cause.TargetBranch, merged, snapshot, cancellationToken)
            )
        )
        {
            return new NextPromotion.None(new PromotionOutcome.NoPullRequest(merged));
        }

        // Anybody can write such a description into a pull request from a fork.
        if (cause.IsFromFork)
        {
            return new NextPromotion.None(new PromotionOutcome.UnrelatedPullRequest(cause));
        }

        switch (PromotionMetadata.Parse(cause.Description))
        {
            case ParsedMetadata.None:
                return new NextPromotion.None(new PromotionOutcome.UnrelatedPullRequest(cause));
            case ParsedMetadata.Valid({ Type: PromotionType.Feature }):
                return new NextPromotion.None(new PromotionOutcome.Review(cause));
            case ParsedMetadata.Valid(var metadata):
                return await ReadAsync(merged, snapshot, cause, metadata, cancellationToken);
            case ParsedMetadata.Invalid(var reason):
                throw new PromotionException(
                    FailureKind.Rejected,
                    $"Nothing was promoted: the description of pull request {cause.Number} cannot be read: {reason}."
                )
                {
                    Hint = "Restore the first line of the description, then run the command again.",
                    Page = cause.Page,
                };
            case var other:
                throw new InvalidOperationException($"{other} is not parsed metadata.");
        }
    }

    /// <summary>Whether a branch that no longer exists is an older name of the default branch, which has the merge.</summary>
    private async Task<bool> IsRenamedAsync(
        BranchName target,
        CommitSha merged,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    ) =>
        await BaseSnapshotReader.ReadTipAsync(repository, target, cancellationToken) is null
        && (await repository.GetAncestryPathAsync(merged, snapshot.Commit, cancellationToken)).Count > 0;

    private async Task<NextPromotion> ReadAsync(
        CommitSha merged,
        BaseSnapshot snapshot,
        PullRequest cause,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        var (policy, from) = (metadata.Target.Policy, metadata.Target.Environment);
        // The description may be copied from a pull request of another branch.
        if (!metadata.Target.HasBranch(cause.SourceBranch))
        {
            return new NextPromotion.None(new PromotionOutcome.UnrelatedPullRequest(cause));
        }

        if (new EnvironmentOrder(snapshot.Configuration).After(from) is null)
        {
            return new NextPromotion.None(new PromotionOutcome.LastEnvironment(cause, from));
        }

        if (await reader.ReadAsync(cause, metadata, merged, snapshot, cancellationToken) is not { } brought)
        {
            return new NextPromotion.None(new PromotionOutcome.NoVersionChange(cause, from));
        }

        var (next, skipped) = await new AppEnvironments(repository, snapshot, policy).FindNextAsync(
            from,
            $"Nothing was promoted after pull request {cause.Number}",
            cancellationToken
        );
        if (next is null)
        {
            return new NextPromotion.None(new PromotionOutcome.NotDeployed(cause, from, policy));
        }

        Promotion promotion = new(new PromotionTarget(policy, next), brought.Version, merged) { From = from };
        if (await obsolete.IsSupersededAsync(promotion, from, snapshot, cancellationToken))
        {
            return new NextPromotion.None(new PromotionOutcome.Superseded(promotion));
        }

        if (await obsolete.IsRevertedAsync(promotion, from, snapshot, cancellationToken))
        {
            return new NextPromotion.None(new PromotionOutcome.Reverted(promotion, from));
        }

        var branch = promotion.Target.Branch(snapshot.Configuration.Flow);
        var tip = await BaseSnapshotReader.ReadTipAsync(repository, branch, cancellationToken);
        return new NextPromotion.Found(
            new PromotionRequest(promotion, snapshot, tip)
            {
                Unconfirmed = brought.Unconfirmed,
                SkippedEnvironments = skipped,
            }
        );
    }
}
