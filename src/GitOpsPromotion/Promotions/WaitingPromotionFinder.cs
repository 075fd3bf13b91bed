using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// After an older version was promoted first, finds the newest one that waits behind it: its own run of <c>promote</c>
/// has ended.
/// </summary>
public sealed class WaitingPromotionFinder(GitRepository repository)
{
    private const int MaxCommits = 50;

    /// <param name="outcome">The outcome of the run for the merged version.</param>
    /// <param name="remote">The default branch and the promotion branches after that run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The commit that brought the waiting version to the environment before; null if none waits.</returns>
    public async Task<CommitSha?> FindAsync(
        PromotionOutcome outcome,
        RemoteSnapshot remote,
        CancellationToken cancellationToken
    )
    {
        var snapshot = remote.Base;
        EnvironmentOrder order = new(snapshot.Configuration);
        if (
            snapshot.Configuration.Flow is not PromotionFlow.PerEnvironment
            || FindMerged(outcome, order) is not var (policy, version, environment)
            || order.Before(environment) is not { } before
        )
        {
            return null;
        }

        EnvironmentHistory history = new(repository, snapshot.Layout, new PromotionTarget(policy, before), version);
        if (
            await history.HasVersionAsync(snapshot.Commit, cancellationToken)
            || remote.FindTip(PromotionBranch.PerEnvironment(policy, environment)) is not null
        )
        {
            return null;
        }

        var current = await history.ReadValuesAsync(snapshot.Commit, cancellationToken);
        if (current.Length == 0)
        {
            return null;
        }

        CommitSha? first = null;
        foreach (var commit in await repository.GetFirstParentsAsync(snapshot.Commit, MaxCommits, cancellationToken))
        {
            if (await history.ReadValuesAsync(commit, cancellationToken) != current)
            {
                return first;
            }

            first = commit;
        }

        return null;
    }

    /// <summary>The version that was merged, and the environment that got it.</summary>
    private static (ImagePolicy Policy, ImageVersion Version, EnvironmentName Environment)? FindMerged(
        PromotionOutcome outcome,
        EnvironmentOrder order
    )
    {
        return outcome switch
        {
            PromotionOutcome.Opened { Promotion: var promotion } => From(promotion),
            PromotionOutcome.AlreadyPromoted(var promotion) => From(promotion),
            PromotionOutcome.SupersededByOpenPullRequest(var promotion, _) => From(promotion),
            PromotionOutcome.LastEnvironment(var cause, var environment) => PromotionMetadata.Parse(cause.Description)
                is ParsedMetadata.Valid(var metadata)
                ? (metadata.Policy, metadata.Version, environment)
                : null,
            _ => null,
        };

        (ImagePolicy, ImageVersion, EnvironmentName)? From(Promotion promotion) =>
            (promotion.From ?? order.Before(promotion.Environment)) is { } from
                ? (promotion.Policy, promotion.Version, from)
                : null;
    }
}
