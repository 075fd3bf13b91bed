using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// After an older version went first, finds the newest one that waits behind it: its own run of <c>promote</c> is over.
/// </summary>
public sealed class WaitingPromotionFinder(GitRepository repository)
{
    private const int LongestLine = 50;

    /// <param name="outcome">How the run for the merged version ended.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The commit that brought the waiting version to the environment before; null where none waits.</returns>
    public async Task<CommitSha?> FindAsync(PromotionOutcome outcome, CancellationToken cancellationToken)
    {
        var at = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        EnvironmentOrder path = new(at.Configuration);
        if (
            at.Configuration.Flow is not PromotionFlow.PerEnvironment
            || Merged(outcome, path) is not (var policy, var version, { } environment)
            || path.Before(environment) is not { } before
        )
        {
            return null;
        }

        EnvironmentHistory history = new(repository, policy, version, before);
        var branch = PromotionBranch.For(policy, environment, at.Configuration.Flow);
        if (
            await history.HasVersionAsync(at.Commit, cancellationToken)
            || await BaseSnapshotReader.ReadTipAsync(repository, branch, cancellationToken) is not null
        )
        {
            return null;
        }

        var now = await history.ReadValuesAsync(at.Commit, cancellationToken);
        if (now.Length == 0)
        {
            return null;
        }

        CommitSha? first = null;
        foreach (var commit in await repository.GetFirstParentsAsync(at.Commit, LongestLine, cancellationToken))
        {
            if (await history.ReadValuesAsync(commit, cancellationToken) != now)
            {
                return first;
            }

            first = commit;
        }

        return null;
    }

    /// <summary>The version that was merged, and the environment that got it.</summary>
    private static (ImagePolicy, ImageVersion, EnvironmentName?)? Merged(
        PromotionOutcome outcome,
        EnvironmentOrder path
    )
    {
        return outcome switch
        {
            PromotionOutcome.Opened { Promotion: var promotion } => Of(promotion),
            PromotionOutcome.AlreadyPromoted(var promotion) => Of(promotion),
            PromotionOutcome.SupersededByOpenPullRequest(var promotion, _) => Of(promotion),
            PromotionOutcome.LastEnvironment(var cause, var environment) => PromotionMetadata.Parse(cause.Description)
                is ParsedMetadata.Valid(var metadata)
                ? (metadata.Policy, metadata.Version, environment)
                : null,
            _ => null,
        };

        (ImagePolicy, ImageVersion, EnvironmentName?)? Of(Promotion promotion) =>
            (promotion.Policy, promotion.Version, promotion.From ?? path.Before(promotion.Environment));
    }
}
