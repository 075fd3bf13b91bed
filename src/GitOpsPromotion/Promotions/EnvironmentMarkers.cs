using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>What all markers of an environment's folder mark, read once for each tree.</summary>
internal sealed class EnvironmentMarkers(GitRepository repository)
{
    private readonly Dictionary<string, IReadOnlyList<MarkedScalar>> known = new(StringComparer.Ordinal);

    /// <summary>All marked values of the folder in a commit; none where there is no such folder. Invalid files are passed over.</summary>
    public async Task<IReadOnlyList<MarkedScalar>> ReadAsync(
        CommitSha commit,
        string group,
        EnvironmentName environment,
        CancellationToken cancellationToken
    )
    {
        var folder = $"{group}/{environment}";
        if (await repository.Files.FindTreeAsync(commit, folder, cancellationToken) is not { } tree)
        {
            return [];
        }

        if (!known.TryGetValue(tree, out var marks))
        {
            List<MarkedScalar> read = [];
            await foreach (
                var manifest in EnvironmentManifests.ReadAsync(repository, commit, folder, cancellationToken)
            )
            {
                if (ManifestReader.TryRead(manifest, out var marked))
                {
                    read.AddRange(marked);
                }
            }

            known[tree] = marks = read;
        }

        return marks;
    }

    /// <summary>The next environment that deploys the app, where it does not hold what this one holds; else null.</summary>
    public async Task<EnvironmentName?> FindNextWithoutVersionAsync(
        CommitSha commit,
        ImagePolicy policy,
        EnvironmentName environment,
        EnvironmentOrder path,
        CancellationToken cancellationToken
    )
    {
        var here = await ReadAsync(commit, policy, environment, cancellationToken);
        for (var next = path.After(environment); next is not null; next = path.After(next))
        {
            var there = await ReadAsync(commit, policy, next, cancellationToken);
            if (there.Count > 0)
            {
                return CurrentVersions.AreEqual(here, there) ? null : next;
            }
        }

        return null;
    }

    private async Task<List<MarkedScalar>> ReadAsync(
        CommitSha commit,
        ImagePolicy policy,
        EnvironmentName environment,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ReadAsync(commit, policy.Group.Value, environment, cancellationToken)).Where(mark =>
                mark.Policy == policy
            ),
        ];
}
