using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The environments that deploy an app, in their order. Environments that do not deploy it are skipped.</summary>
internal sealed class AppEnvironments(GitRepository repository, BaseSnapshot snapshot, ImagePolicy policy)
{
    private readonly EnvironmentOrder order = new(snapshot.Configuration);
    private readonly AbsenceVerifier absence = new(repository, snapshot, policy);

    /// <summary>The next environment that deploys the app, or null; and the skipped environments before it.</summary>
    /// <param name="from">The environment that has the version.</param>
    /// <param name="consequence">What does not happen if the next environment cannot be determined.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">A skipped environment may deploy the app without a marker.</exception>
    public async Task<(EnvironmentName? Next, IReadOnlyList<SkippedEnvironment> Skipped)> FindNextAsync(
        EnvironmentName from,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        var (next, skipped) = await FindAsync(from, order.After, cancellationToken);
        if (next is null)
        {
            return (null, []);
        }

        await VerifyAbsenceAsync(skipped, from, consequence, cancellationToken);
        return (next, [.. skipped.Select(environment => new SkippedEnvironment(environment, policy, next))]);
    }

    /// <summary>
    /// The environment that must run a version successfully before another gets it: the nearest one before that deploys
    /// the app. If none does, the nearest of all, which does not have the version. Null for the first.
    /// </summary>
    /// <param name="environment">The environment that gets the version.</param>
    /// <param name="consequence">What does not happen if the environment before cannot be determined.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">A skipped environment may deploy the app without a marker.</exception>
    public async Task<EnvironmentName?> FindBeforeAsync(
        EnvironmentName environment,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        var (before, skipped) = await FindAsync(environment, order.Before, cancellationToken);
        if (before is null)
        {
            return order.Before(environment);
        }

        await VerifyAbsenceAsync(skipped, before, consequence, cancellationToken);
        return before;
    }

    private async Task<(EnvironmentName? Found, IReadOnlyList<EnvironmentName> Skipped)> FindAsync(
        EnvironmentName start,
        Func<EnvironmentName, EnvironmentName?> step,
        CancellationToken cancellationToken
    )
    {
        List<EnvironmentName> skipped = [];
        for (var next = step(start); next is not null; next = step(next))
        {
            EnvironmentReader reader = new(repository, snapshot.Layout, new PromotionTarget(policy, next));
            if (await reader.HasMarkerAsync(snapshot.Commit, cancellationToken))
            {
                return (next, skipped);
            }

            skipped.Add(next);
        }

        return (null, skipped);
    }

    private async Task VerifyAbsenceAsync(
        IReadOnlyList<EnvironmentName> skipped,
        EnvironmentName withMarkers,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        foreach (var environment in skipped)
        {
            await absence.VerifyAsync(environment, withMarkers, consequence, cancellationToken);
        }
    }
}
