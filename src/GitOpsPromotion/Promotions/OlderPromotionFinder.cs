using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds an older version to promote first: if versions come faster than gates open, the newest one whose gate is open.
/// </summary>
/// <remarks>Why: docs/decisions/0009-superseded-versions-go-on.md.</remarks>
internal sealed class OlderPromotionFinder(GitRepository repository, IGitProvider provider, TimeProvider time)
{
    /// <summary>How many commits of the default branch are read.</summary>
    private const int MaxCommits = 50;

    private static readonly TimeSpan StatusTimeout = TimeSpan.FromMinutes(1);

    /// <param name="promotion">The version that was just merged, with the environment that it was merged into.</param>
    /// <param name="snapshot">The default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The commit that the older version came with; null if there is none, or if the gate of the promotion itself is
    /// open.
    /// </returns>
    public async Task<CommitSha?> FindAsync(
        Promotion promotion,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        if (promotion.From is not { } before)
        {
            return null;
        }

        PromotionTarget source = promotion.Target with { Environment = before };
        EnvironmentHistory target = new(repository, snapshot.Layout, promotion.Target, promotion.Version);
        var reached = await target.ReadValuesAsync(snapshot.Commit, cancellationToken);
        var periods = await ReadPeriodsAsync(promotion, snapshot.Layout, source, reached, cancellationToken);
        if (periods.Count < 2)
        {
            return null;
        }

        var statuses = await provider.GetStatusesAsync(
            [.. periods.SelectMany(commits => commits)],
            time.GetUtcNow() + StatusTimeout,
            cancellationToken
        );
        var open = periods.FindIndex(commits =>
            Gate.Evaluate(new GateQuestion(promotion.Policy.Group, before, commits), statuses) is GateVerdict.Open
        );
        return open > 0 ? periods[open][^1] : null;
    }

    /// <summary>
    /// The commits with which the environment before had one version after the other, the newest first, back to the
    /// version that the promotion's environment has.
    /// </summary>
    private async Task<List<List<CommitSha>>> ReadPeriodsAsync(
        Promotion promotion,
        Layout layout,
        PromotionTarget source,
        string reached,
        CancellationToken cancellationToken
    )
    {
        EnvironmentHistory history = new(repository, layout, source, promotion.Version);
        List<List<CommitSha>> periods = [];
        string? last = null;
        foreach (
            var commit in await repository.GetFirstParentsAsync(promotion.SourceCommit, MaxCommits, cancellationToken)
        )
        {
            var values = await history.ReadValuesAsync(commit, cancellationToken);
            if (values == reached)
            {
                return periods;
            }

            if (values != last)
            {
                periods.Add([]);
                last = values;
            }

            periods[^1].Add(commit);
        }

        // The oldest may have begun before the commits that were read.
        return periods.Count > 0 ? periods[..^1] : periods;
    }
}
