using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Which commits of the default branch hold a version in an environment, and what came after it.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="policy">The group and the app.</param>
/// <param name="version">The version.</param>
/// <param name="environment">The environment.</param>
internal sealed class EnvironmentHistory(
    GitRepository repository,
    ImagePolicy policy,
    ImageVersion version,
    EnvironmentName environment
)
{
    /// <summary>How many commits before the version are searched for what came after it.</summary>
    private const int LongestPast = 500;

    private readonly string folder = $"{policy.Group}/{environment}";

    // By the name of the folder's tree: most commits of the branch leave it as it was.
    private readonly Dictionary<string, bool> holds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Whether the environment holds the version in a commit.</summary>
    public async Task<bool> HasVersionAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        if (await repository.Files.FindTreeAsync(commit, folder, cancellationToken) is not { } tree)
        {
            return false;
        }

        if (!holds.TryGetValue(tree, out var known))
        {
            var scan = await EnvironmentManifests.ScanAsync(
                repository,
                commit,
                folder,
                policy,
                version,
                cancellationToken
            );
            holds[tree] = known = scan.HasVersion;
        }

        return known;
    }

    /// <summary>
    /// The commits that held the version last, newest first, where all that came after it is newer. Null where the
    /// environment was taken back: it got again what it had held before the version.
    /// </summary>
    /// <param name="source">The commit that brought the version; holds it.</param>
    /// <param name="tip">A commit that descends from it and does not hold the version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<CommitSha>?> FindSupersededAsync(
        CommitSha source,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        var between = await repository.GetAncestryPathAsync(source, tip, cancellationToken);
        var line = await repository.GetFirstParentsAsync(tip, between.Count + LongestPast, cancellationToken);
        var first = line.ToList().IndexOf(source);
        if (first < 0)
        {
            // Without an order of the commits, nothing tells what is newer.
            return null;
        }

        HashSet<string> after = new(StringComparer.Ordinal);
        var last = 0;
        for (; !await HasVersionAsync(line[last], cancellationToken); last++)
        {
            after.Add(await ReadValuesAsync(line[last], cancellationToken));
        }

        foreach (var commit in line.Skip(first + 1))
        {
            if (after.Contains(await ReadValuesAsync(commit, cancellationToken)))
            {
                return null;
            }
        }

        List<CommitSha> held = [];
        for (var next = last; next <= first && await HasVersionAsync(line[next], cancellationToken); next++)
        {
            held.Add(line[next]);
        }

        return after.Contains("") ? null : held;
    }

    /// <summary>All that the app's markers mark in a commit, as one text; empty where there are none.</summary>
    public async Task<string> ReadValuesAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        if (await repository.Files.FindTreeAsync(commit, folder, cancellationToken) is not { } tree)
        {
            return "";
        }

        if (!values.TryGetValue(tree, out var known))
        {
            SortedSet<string> found = new(StringComparer.Ordinal);
            await foreach (
                var manifest in EnvironmentManifests.ReadAsync(repository, commit, folder, cancellationToken)
            )
            {
                if (ManifestReader.TryRead(manifest, out var marked))
                {
                    found.UnionWith(
                        marked.Where(mark => mark.Policy == policy).Select(mark => $"{mark.Field} {mark.Value}")
                    );
                }
            }

            values[tree] = known = string.Join('\n', found);
        }

        return known;
    }
}
