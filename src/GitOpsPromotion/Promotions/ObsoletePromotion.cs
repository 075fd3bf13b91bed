using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Tells why a merged version does not go on any more: the environment that it was merged into has changed since.</summary>
/// <remarks>Why: docs/decisions/0006-late-runs-step-back.md and 0009-superseded-versions-go-on.md.</remarks>
internal sealed class ObsoletePromotion(GitRepository repository)
{
    /// <summary>
    /// Whether a newer version went past: the environment before no longer holds this version at the tip, and the
    /// environment itself has been changed since. The newer version's own run goes on; this one would take it back.
    /// </summary>
    public async Task<bool> IsSupersededAsync(
        Promotion promotion,
        EnvironmentName before,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        if (at.Commit == promotion.SourceCommit)
        {
            return false;
        }

        if ((await ScanAsync(at.Commit, promotion, before, cancellationToken)).HasVersion)
        {
            return false;
        }

        var then = await ScanAsync(promotion.SourceCommit, promotion, promotion.Environment, cancellationToken);
        var now = await ScanAsync(at.Commit, promotion, promotion.Environment, cancellationToken);
        return !Values(then).SequenceEqual(Values(now));

        static IEnumerable<(string, string)> Values(EnvironmentScan scan) =>
            scan.Changes.Select(change => (change.Path, change.OldValue));
    }

    /// <summary>Whether the environment before got again what it had held before the version: its check would never pass.</summary>
    public async Task<bool> IsRevertedAsync(
        Promotion promotion,
        EnvironmentName before,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        EnvironmentHistory history = new(repository, promotion.Policy, promotion.Version, before);
        return at.Commit != promotion.SourceCommit
            && !await history.HasVersionAsync(at.Commit, cancellationToken)
            && await history.FindSupersededAsync(promotion.SourceCommit, at.Commit, cancellationToken) is null;
    }

    private Task<EnvironmentScan> ScanAsync(
        CommitSha commit,
        Promotion promotion,
        EnvironmentName environment,
        CancellationToken cancellationToken
    ) =>
        EnvironmentManifests.ScanAsync(
            repository,
            commit,
            $"{promotion.Policy.Group}/{environment}",
            promotion.Policy,
            promotion.Version,
            cancellationToken
        );
}
