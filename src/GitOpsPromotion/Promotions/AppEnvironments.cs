using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The environments that deploy an app, in their order. One that does not is passed over.</summary>
internal sealed class AppEnvironments(GitRepository repository, BaseSnapshot at, ImagePolicy policy)
{
    private readonly EnvironmentOrder path = new(at.Configuration);
    private readonly AbsenceVerifier proof = new(repository, at, policy);

    /// <summary>The next environment that deploys the app, or null; and those that do not and lie between.</summary>
    /// <param name="from">The environment that has the version.</param>
    /// <param name="what">What does not happen where it cannot be told.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">One between may deploy the app although nothing there is marked.</exception>
    public async Task<(EnvironmentName? Next, IReadOnlyList<SkippedEnvironment> PassedOver)> FindNextAsync(
        EnvironmentName from,
        string what,
        CancellationToken cancellationToken
    )
    {
        var (next, between) = await FindAsync(from, path.After, cancellationToken);
        if (next is null)
        {
            return (null, []);
        }

        await ProveAsync(between, from, what, cancellationToken);
        return (next, [.. between.Select(environment => new SkippedEnvironment(environment, policy, next))]);
    }

    /// <summary>
    /// The environment that must run a version well before another gets it: the nearest one before that deploys the app.
    /// Where none does, the nearest of all, which does not hold the version. Null for the first.
    /// </summary>
    /// <param name="environment">The environment that gets the version.</param>
    /// <param name="what">What does not happen where it cannot be told.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">One between may deploy the app although nothing there is marked.</exception>
    public async Task<EnvironmentName?> FindBeforeAsync(
        EnvironmentName environment,
        string what,
        CancellationToken cancellationToken
    )
    {
        var (before, between) = await FindAsync(environment, path.Before, cancellationToken);
        if (before is null)
        {
            return path.Before(environment);
        }

        await ProveAsync(between, before, what, cancellationToken);
        return before;
    }

    private async Task<(EnvironmentName? Found, IReadOnlyList<EnvironmentName> Between)> FindAsync(
        EnvironmentName start,
        Func<EnvironmentName, EnvironmentName?> step,
        CancellationToken cancellationToken
    )
    {
        List<EnvironmentName> between = [];
        for (var next = step(start); next is not null; next = step(next))
        {
            var folder = $"{policy.Group}/{next}";
            if (await EnvironmentManifests.HasMarkerAsync(repository, at.Commit, folder, policy, cancellationToken))
            {
                return (next, between);
            }

            between.Add(next);
        }

        return (null, between);
    }

    private async Task ProveAsync(
        IReadOnlyList<EnvironmentName> between,
        EnvironmentName marked,
        string what,
        CancellationToken cancellationToken
    )
    {
        foreach (var environment in between)
        {
            await proof.VerifyAsync(environment, marked, what, cancellationToken);
        }
    }
}
