using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Which commits of the default branch have a version in an environment, and what came after it.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="layout">Where environments keep their groups.</param>
/// <param name="app">The app and the environment.</param>
/// <param name="version">The version.</param>
internal sealed class EnvironmentHistory(
    GitRepository repository,
    Layout layout,
    PromotionTarget app,
    ImageVersion version
)
{
    /// <summary>How many commits before the version are searched for what came after it.</summary>
    private const int MaxCommitsBefore = 500;

    private readonly EnvironmentReader reader = new(repository, layout, app);
    private readonly string folder = layout.TargetOf(app).Folder;

    // By the id of the folder's tree: most commits of the branch do not change it.
    private readonly Dictionary<string, bool> hasVersion = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Whether the environment has the version in a commit.</summary>
    public async Task<bool> HasVersionAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        if (await repository.Files.FindTreeAsync(commit, folder, cancellationToken) is not { } tree)
        {
            return false;
        }

        if (!hasVersion.TryGetValue(tree, out var known))
        {
            var scan = await reader.ScanAsync(commit, version, cancellationToken);
            hasVersion[tree] = known = scan.HasVersion;
        }

        return known;
    }

    /// <summary>
    /// The last commits with the version, newest first, if everything that came after it is newer. Null if the
    /// environment was reverted: it has again what it had before the version.
    /// </summary>
    /// <param name="source">The commit that the version came with; has it.</param>
    /// <param name="tip">A descendant of it that does not have the version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<CommitSha>?> FindSupersededAsync(
        CommitSha source,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        var between = await repository.GetAncestryPathAsync(source, tip, cancellationToken);
        var line = await repository.GetFirstParentsAsync(tip, between.Count + MaxCommitsBefore, cancellationToken);
        var first = line.ToList().IndexOf(source);
        if (first < 0)
        {
            // Without an order of the commits, it is unknown what is newer.
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

        List<CommitSha> found = [];
        for (var next = last; next <= first && await HasVersionAsync(line[next], cancellationToken); next++)
        {
            found.Add(line[next]);
        }

        return after.Contains("") ? null : found;
    }

    /// <summary>All values with markers of the app in a commit, as one text; empty if there are none.</summary>
    public async Task<string> ReadValuesAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        if (await repository.Files.FindTreeAsync(commit, folder, cancellationToken) is not { } tree)
        {
            return "";
        }

        if (!values.TryGetValue(tree, out var known))
        {
            SortedSet<string> found = new(StringComparer.Ordinal);
            await foreach (var manifest in reader.ReadAsync(commit, cancellationToken))
            {
                if (ManifestReader.TryRead(manifest, out var slots))
                {
                    found.UnionWith(
                        slots.Where(slot => slot.Policy == app.Policy).Select(slot => $"{slot.Field} {slot.Value}")
                    );
                }
            }

            values[tree] = known = string.Join('\n', found);
        }

        return known;
    }
}
