using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The values with markers in environments, of all apps, read once for each tree.</summary>
internal sealed class EnvironmentMarkers(GitRepository repository, Layout layout)
{
    private readonly Dictionary<string, IReadOnlyList<MarkedScalar>> known = new(StringComparer.Ordinal);

    /// <summary>All values with markers in a commit; none if there is no such folder. Invalid files are skipped.</summary>
    public async Task<IReadOnlyList<MarkedScalar>> ReadAsync(
        CommitSha commit,
        Target target,
        CancellationToken cancellationToken
    )
    {
        if (await repository.Files.FindTreeAsync(commit, target.Folder, cancellationToken) is not { } tree)
        {
            return [];
        }

        if (!known.TryGetValue(tree, out var slots))
        {
            List<MarkedScalar> read = [];
            await foreach (
                var manifest in EnvironmentManifests.ReadAsync(repository, commit, target.Folder, cancellationToken)
            )
            {
                if (ManifestReader.TryRead(manifest, out var found))
                {
                    read.AddRange(found);
                }
            }

            known[tree] = slots = read;
        }

        return slots;
    }

    /// <summary>The next environment that deploys the app, if its version differs from this environment's; otherwise null.</summary>
    public async Task<EnvironmentName?> FindNextWithoutVersionAsync(
        CommitSha commit,
        PromotionTarget app,
        EnvironmentOrder order,
        CancellationToken cancellationToken
    )
    {
        var here = await ReadAsync(commit, app, cancellationToken);
        for (var next = order.After(app.Environment); next is not null; next = order.After(next))
        {
            var there = await ReadAsync(commit, app with { Environment = next }, cancellationToken);
            if (there.Count > 0)
            {
                return CurrentVersions.AreEqual(here, there) ? null : next;
            }
        }

        return null;
    }

    private async Task<List<MarkedScalar>> ReadAsync(
        CommitSha commit,
        PromotionTarget app,
        CancellationToken cancellationToken
    )
    {
        var slots = await ReadAsync(commit, layout.TargetOf(app), cancellationToken);
        return [.. slots.Where(slot => slot.Policy == app.Policy)];
    }
}
