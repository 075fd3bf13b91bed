using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the manifests of one app in one environment, from any commit.</summary>
internal sealed class EnvironmentReader(GitRepository repository, Layout layout, PromotionTarget app)
{
    private readonly ImagePolicy policy = app.Policy;
    private readonly Target target = layout.TargetOf(app);

    /// <summary>The environment's manifests that may have markers, of any app.</summary>
    public IAsyncEnumerable<Manifest> ReadAsync(CommitSha commit, CancellationToken cancellationToken) =>
        EnvironmentManifests.ReadAsync(repository, commit, target.Folder, cancellationToken);

    /// <summary>The manifests with markers of the app.</summary>
    /// <exception cref="PromotionException">A file with a marker of the app is not valid YAML.</exception>
    public async Task<AppManifests> ReadAppAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        List<Manifest> found = [];
        await foreach (var manifest in ReadAsync(commit, cancellationToken))
        {
            if (MarkerFilter.MayContainMarkersOf(manifest.Text, policy))
            {
                found.Add(manifest);
            }
        }

        return new(target, policy, found);
    }

    /// <summary>Whether a manifest has a marker of the app. Stops at the first one.</summary>
    public async Task<bool> HasMarkerAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        await foreach (var manifest in ReadAsync(commit, cancellationToken))
        {
            // The code that reads the app from a file that was not read, or is not valid YAML, reports the problem.
            if (
                manifest.SkipReason is not null
                || (
                    MarkerFilter.MayContainMarkersOf(manifest.Text, policy)
                    && (!ManifestReader.TryRead(manifest, out var slots) || slots.Any(slot => slot.Policy == policy))
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Computes what setting a version would change.</summary>
    /// <exception cref="PromotionException">A manifest cannot be read, or the changes exceed a limit.</exception>
    public async Task<EnvironmentScan> ScanAsync(
        CommitSha commit,
        ImageVersion version,
        CancellationToken cancellationToken
    )
    {
        var scan = EnvironmentScan.Empty;
        long changed = 0;
        await foreach (var manifest in ReadAsync(commit, cancellationToken))
        {
            if (manifest.IsLfsPointer)
            {
                scan = scan with { LfsPointers = scan.LfsPointers.Add(manifest.Path) };
                continue;
            }

            var rewrite = ManifestRewriter.Rewrite(manifest, policy, version);
            scan = scan.With(rewrite);
            if (rewrite.Changes.Count > 0)
            {
                changed += rewrite.Text.Length;
            }

            if (changed > Limits.ChangedManifests)
            {
                throw Limits.Exceeded(
                    $"All manifests in {target.Folder}/ that change together",
                    changed,
                    Limits.ChangedManifests
                );
            }
        }

        return scan;
    }
}
