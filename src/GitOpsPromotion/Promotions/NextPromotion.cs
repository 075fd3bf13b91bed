using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Goes on with a promotion after its pull request was merged: the same version into the next environment.</summary>
public sealed class NextPromotion(GitRepository repository, IGitProvider provider, TimeProvider time)
{
    private readonly PromotionExecutor executor = new(repository, provider, time);

    /// <param name="merged">The commit that the merge put onto the default branch.</param>
    /// <param name="dryRun">Whether to stop at the plan.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public Task<PromotionOutcome> RunAsync(CommitSha merged, bool dryRun, CancellationToken cancellationToken) =>
        executor.RunAsync(token => ReadAsync(merged, token), dryRun, cancellationToken);

    private async Task<PromotionStart> ReadAsync(CommitSha merged, CancellationToken cancellationToken)
    {
        var at = await GitOpsBaseReader.ReadAsync(repository, cancellationToken);
        if (await provider.FindMergedPullRequestAsync(merged, at.Branch, cancellationToken) is not { } cause)
        {
            return new PromotionStart.Ended(new PromotionOutcome.NoPullRequest(merged));
        }

        // Whatever a stranger writes into a description, it is no promotion of this repository's.
        if (cause.IsFromFork)
        {
            return new PromotionStart.Ended(new PromotionOutcome.ForeignPullRequest(cause));
        }

        switch (PromotionMetadata.Read(cause.Body))
        {
            case MetadataReading.None:
                return new PromotionStart.Ended(new PromotionOutcome.ForeignPullRequest(cause));
            case MetadataReading.Known({ Type: PromotionType.Feature }):
                return new PromotionStart.Ended(new PromotionOutcome.Review(cause));
            case MetadataReading.Known(var metadata):
                return await ContinueAsync(merged, at, cause, metadata, cancellationToken);
            case MetadataReading.Unreadable(var reason):
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

    private async Task<PromotionStart> ContinueAsync(
        CommitSha merged,
        GitOpsBase at,
        PullRequest cause,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        PromotionPath path = new(at.Configuration);
        if (path.After(metadata.Environment) is not { } environment)
        {
            return new PromotionStart.Ended(new PromotionOutcome.LastEnvironment(cause, metadata.Environment));
        }

        await repository.FetchAsync([merged], cancellationToken);
        await CheckMergedAsync(merged, cause, metadata, cancellationToken);

        Promotion promotion = new(metadata.Policy, metadata.Version, environment, merged);
        if (await IsOvertakenAsync(promotion, metadata.Environment, at, cancellationToken))
        {
            return new PromotionStart.Ended(new PromotionOutcome.Overtaken(promotion));
        }

        var branch = PromotionBranch.For(promotion.Policy, environment, at.Configuration.Flow);
        return new PromotionStart.Ready(
            promotion,
            at,
            await GitOpsBaseReader.ReadTipAsync(repository, branch, cancellationToken)
        );
    }

    /// <summary>A description can be edited by many; what it says was merged must be what was merged.</summary>
    private async Task CheckMergedAsync(
        CommitSha merged,
        PullRequest cause,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        var scan = await ScanAsync(merged, metadata, metadata.Environment, cancellationToken);
        if (!scan.Holds)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"Nothing was promoted: pull request {cause.Number} says that it brought {metadata.Policy} version "
                    + $"{metadata.Version.Tag} to environment {metadata.Environment}, but commit {merged.Abbreviated} does not hold it there."
            )
            {
                Hint =
                    "The description was edited, or the merge was changed by hand. Start again with 'gitops-promotion new'.",
            };
        }
    }

    /// <summary>
    /// Whether a newer version went past: the environment before no longer holds this version at the tip, and the
    /// environment itself has been changed since. The newer version's own run goes on; this one would take it back.
    /// </summary>
    private async Task<bool> IsOvertakenAsync(
        Promotion promotion,
        EnvironmentName before,
        GitOpsBase at,
        CancellationToken cancellationToken
    )
    {
        if (at.Commit == promotion.Source)
        {
            return false;
        }

        var metadata = PromotionMetadata.Of(promotion);
        if ((await ScanAsync(at.Commit, metadata, before, cancellationToken)).Holds)
        {
            return false;
        }

        var then = await ScanAsync(promotion.Source, metadata, promotion.Environment, cancellationToken);
        var now = await ScanAsync(at.Commit, metadata, promotion.Environment, cancellationToken);
        return !Values(then).SequenceEqual(Values(now));

        static IEnumerable<(string, string)> Values(EnvironmentScan scan) =>
            scan.Changes.Select(change => (change.Path, change.OldValue));
    }

    private Task<EnvironmentScan> ScanAsync(
        CommitSha commit,
        PromotionMetadata metadata,
        EnvironmentName environment,
        CancellationToken cancellationToken
    ) =>
        EnvironmentManifests.ScanAsync(
            repository,
            commit,
            $"{metadata.Policy.Group}/{environment}",
            metadata.Policy,
            metadata.Version,
            cancellationToken
        );
}
