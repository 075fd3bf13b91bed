using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Goes on with a promotion after its pull request was merged: the same version into the next environment.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">Where its pull requests are.</param>
/// <param name="time">What it waits by.</param>
/// <param name="discardsCommits">Whether somebody's work on the promotion branch is replaced; else it is refused.</param>
public sealed class ContinuePromotion(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    bool discardsCommits = false
)
{
    private readonly PromotionExecutor executor = new(repository, provider, time, discardsCommits);
    private readonly MergedPromotionReader reader = new(repository, provider);
    private readonly ObsoletePromotion outdated = new(repository);
    private readonly OlderPromotionFinder earlier = new(repository, provider, time);

    /// <param name="merged">The commit that the merge put onto the default branch.</param>
    /// <param name="dryRun">Whether to stop at the plan.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public Task<PromotionOutcome> RunAsync(CommitSha merged, bool dryRun, CancellationToken cancellationToken) =>
        executor.RunAsync(token => ReadAsync(merged, goesFirst: false, token), dryRun, cancellationToken);

    private async Task<PromotionInput> ReadAsync(CommitSha merged, bool goesFirst, CancellationToken cancellationToken)
    {
        var at = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        if (
            await provider.FindMergedPullRequestAsync(merged, at.Branch, orElsewhere: true, cancellationToken)
                is not { } cause
            || (
                cause.TargetBranch != at.Branch
                && !await IsRenamedAsync(cause.TargetBranch, merged, at, cancellationToken)
            )
        )
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.NoPullRequest(merged));
        }

        // Whatever a stranger writes into a description, it is no promotion of this repository's.
        if (cause.IsFromFork)
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.UnrelatedPullRequest(cause));
        }

        switch (PromotionMetadata.Parse(cause.Description))
        {
            case ParsedMetadata.None:
                return new PromotionInput.NoPromotion(new PromotionOutcome.UnrelatedPullRequest(cause));
            case ParsedMetadata.Valid({ Type: PromotionType.Feature }):
                return new PromotionInput.NoPromotion(new PromotionOutcome.Review(cause));
            case ParsedMetadata.Valid(var metadata):
                return await ContinueAsync(merged, at, cause, metadata, goesFirst, cancellationToken);
            case ParsedMetadata.Invalid(var reason):
                throw new PromotionException(
                    FailureKind.Rejected,
                    $"Nothing was promoted: the description of pull request {cause.Number} cannot be read: {reason}."
                )
                {
                    Hint = "Restore the first line of the description, then run the command again.",
                    Page = cause.Page,
                };
            case var reading:
                throw new InvalidOperationException($"{reading} is no reading of metadata.");
        }
    }

    /// <summary>Whether a branch that is gone is the default branch under an older name: what was merged into it is there.</summary>
    private async Task<bool> IsRenamedAsync(
        BranchName target,
        CommitSha merged,
        BaseSnapshot at,
        CancellationToken cancellationToken
    ) =>
        await BaseSnapshotReader.ReadTipAsync(repository, target, cancellationToken) is null
        && (await repository.GetAncestryPathAsync(merged, at.Commit, cancellationToken)).Count > 0;

    private async Task<PromotionInput> ContinueAsync(
        CommitSha merged,
        BaseSnapshot at,
        PullRequest cause,
        PromotionMetadata metadata,
        bool goesFirst,
        CancellationToken cancellationToken
    )
    {
        // Whoever copies a description into a pull request of another branch starts nothing with it.
        if (!PromotionBranch.IsFor(cause.SourceBranch, metadata.Policy, metadata.Environment))
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.UnrelatedPullRequest(cause));
        }

        if (new EnvironmentOrder(at.Configuration).After(metadata.Environment) is null)
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.LastEnvironment(cause, metadata.Environment));
        }

        if (await reader.ReadAsync(cause, metadata, merged, at, cancellationToken) is not { } brought)
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.NoVersionChange(cause, metadata.Environment));
        }

        var (next, passedOver) = await new AppEnvironments(repository, at, metadata.Policy).FindNextAsync(
            metadata.Environment,
            $"Nothing was promoted after pull request {cause.Number}",
            cancellationToken
        );
        if (next is not { } environment)
        {
            return new PromotionInput.NoPromotion(
                new PromotionOutcome.NotDeployed(cause, metadata.Environment, metadata.Policy)
            );
        }

        Promotion promotion = new(metadata.Policy, brought.Version, environment, merged)
        {
            From = metadata.Environment,
        };
        if (await outdated.IsSupersededAsync(promotion, metadata.Environment, at, cancellationToken))
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.Superseded(promotion));
        }

        if (await outdated.IsRevertedAsync(promotion, metadata.Environment, at, cancellationToken))
        {
            return new PromotionInput.NoPromotion(new PromotionOutcome.Reverted(promotion, metadata.Environment));
        }

        var branch = PromotionBranch.For(promotion.Policy, environment, at.Configuration.Flow);
        var tip = await BaseSnapshotReader.ReadTipAsync(repository, branch, cancellationToken);
        if (
            !goesFirst
            && tip is not null
            && at.Configuration.Flow is PromotionFlow.PerEnvironment
            && await earlier.FindAsync(promotion, metadata.Environment, at, cancellationToken) is { } older
            && await ReadAsync(older, goesFirst: true, cancellationToken) is PromotionInput.Ready first
        )
        {
            return first;
        }

        return new PromotionInput.Ready(promotion, at, tip)
        {
            Unconfirmed = brought.Unconfirmed,
            SkippedEnvironments = passedOver,
            PrecedesNewer = goesFirst,
        };
    }
}
