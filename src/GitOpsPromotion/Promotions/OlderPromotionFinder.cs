using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds an older version that goes first: where versions come faster than gates open, the newest whose gate is open.
/// </summary>
/// <remarks>Why: docs/decisions/0009-superseded-versions-go-on.md.</remarks>
internal sealed class OlderPromotionFinder(GitRepository repository, IGitProvider provider, TimeProvider time)
{
    /// <summary>How many commits of the default branch are looked at.</summary>
    private const int LongestLine = 50;

    private static readonly TimeSpan StatusTimeout = TimeSpan.FromMinutes(1);

    /// <param name="promotion">The version that was just merged.</param>
    /// <param name="before">The environment that it was merged into.</param>
    /// <param name="at">The default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The commit that brought the older version; null where there is none, and where the gate of the version itself is
    /// open.
    /// </returns>
    public async Task<CommitSha?> FindAsync(
        Promotion promotion,
        EnvironmentName before,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        EnvironmentHistory target = new(repository, promotion.Policy, promotion.Version, promotion.Environment);
        var reached = await target.ReadValuesAsync(at.Commit, cancellationToken);
        var stays = await ReadStaysAsync(promotion, before, reached, cancellationToken);
        if (stays.Count < 2)
        {
            return null;
        }

        var statuses = await provider.GetStatusesAsync(
            [.. stays.SelectMany(stay => stay)],
            time.GetUtcNow() + StatusTimeout,
            cancellationToken
        );
        var open = stays.FindIndex(stay =>
            Gate.Evaluate(new GateQuestion(promotion.Policy.Group, before, stay), statuses) is GateVerdict.Open
        );
        return open > 0 ? stays[open][^1] : null;
    }

    /// <summary>
    /// The commits with which the environment before held one version after the other, the newest first, back to the
    /// version that the environment has.
    /// </summary>
    private async Task<List<List<CommitSha>>> ReadStaysAsync(
        Promotion promotion,
        EnvironmentName before,
        string reached,
        CancellationToken cancellationToken
    )
    {
        EnvironmentHistory history = new(repository, promotion.Policy, promotion.Version, before);
        List<List<CommitSha>> stays = [];
        string? last = null;
        foreach (
            var commit in await repository.GetFirstParentsAsync(promotion.SourceCommit, LongestLine, cancellationToken)
        )
        {
            var values = await history.ReadValuesAsync(commit, cancellationToken);
            if (values == reached)
            {
                return stays;
            }

            if (values != last)
            {
                stays.Add([]);
                last = values;
            }

            stays[^1].Add(commit);
        }

        // The oldest may have begun before the commits that were looked at.
        return stays.Count > 0 ? stays[..^1] : stays;
    }
}
