using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds out whether a merged version must not continue, because environments have changed since its merge.</summary>
/// <remarks>Why: docs/decisions/0006-late-runs-step-back.md and 0009-superseded-versions-go-on.md.</remarks>
internal sealed class ObsoletePromotion(GitRepository repository)
{
    /// <summary>
    /// Whether a newer version was promoted: the environment before no longer has this version at the tip, and the
    /// promotion's environment has changed since. The newer version's own run continues; this one would revert it.
    /// </summary>
    public async Task<bool> IsSupersededAsync(
        Promotion promotion,
        EnvironmentName before,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        if (snapshot.Commit == promotion.SourceCommit)
        {
            return false;
        }

        var current = await ScanAsync(snapshot.Layout, snapshot.Commit, promotion, before, cancellationToken);
        if (current.HasVersion)
        {
            return false;
        }

        var environment = promotion.Environment;
        var then = await ScanAsync(snapshot.Layout, promotion.SourceCommit, promotion, environment, cancellationToken);
        var now = await ScanAsync(snapshot.Layout, snapshot.Commit, promotion, environment, cancellationToken);
        return !then.OldValues.SequenceEqual(now.OldValues);
    }

    /// <summary>Whether the environment before has again what it had before the version: the check would never pass.</summary>
    public async Task<bool> IsRevertedAsync(
        Promotion promotion,
        EnvironmentName before,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        EnvironmentHistory history = new(
            repository,
            snapshot.Layout,
            promotion.Target with
            {
                Environment = before,
            },
            promotion.Version
        );
        return snapshot.Commit != promotion.SourceCommit
            && !await history.HasVersionAsync(snapshot.Commit, cancellationToken)
            && await history.FindSupersededAsync(promotion.SourceCommit, snapshot.Commit, cancellationToken) is null;
    }

    private Task<EnvironmentScan> ScanAsync(
        Layout layout,
        CommitSha commit,
        Promotion promotion,
        EnvironmentName environment,
        CancellationToken cancellationToken
    ) =>
        new EnvironmentReader(repository, layout, promotion.Target with { Environment = environment }).ScanAsync(
            commit,
            promotion.Version,
            cancellationToken
        );
}
