namespace GitOpsPromotion.Git;

/// <summary>Finds files and folders of commits, with one read per folder level.</summary>
internal sealed class TreeReader(ObjectReader objects)
{
    private readonly TreeCache cache = new(objects);
    private (CommitSha Commit, string Tree)? lastRoot;

    /// <summary>The root tree of a commit.</summary>
    public async Task<GitObject> ReadRootAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        // git reads the whole commit to find its tree.
        if ((await objects.GetSizesAsync([commit.Value], cancellationToken))[0] is { } size and > Limits.Commit)
        {
            throw Limits.Exceeded($"The commit {commit.Abbreviated}", size, Limits.Commit);
        }

        return (await objects.ReadAsync([$"{commit}^{{tree}}"], cancellationToken))[0]
            ?? throw new PromotionException(
                FailureKind.Rejected,
                $"The commit {commit.Abbreviated} is missing in the repository."
            );
    }

    public async Task<IReadOnlyList<TreeEntry>> ReadAsync(string tree, CancellationToken cancellationToken) =>
        (await ReadAllAsync([tree], cancellationToken))[tree];

    /// <summary>Reads the trees of folders and of their parents, with one read per level, so that they are cached.</summary>
    public async Task PrefetchAsync(
        CommitSha commit,
        IReadOnlyCollection<string> folders,
        CancellationToken cancellationToken
    )
    {
        var root = await FindTreeAsync(commit, "", cancellationToken);
        Dictionary<string, string> found = new(StringComparer.Ordinal) { [""] = root! };
        foreach (
            var level in folders.GroupBy(folder => folder.Count(letter => letter is '/')).OrderBy(level => level.Key)
        )
        {
            var parents = level.ToLookup(
                folder => folder[..Math.Max(folder.LastIndexOf('/'), 0)],
                StringComparer.Ordinal
            );
            var requested = parents.Where(parent => found.ContainsKey(parent.Key)).ToArray();
            var trees = await ReadAllAsync(requested.Select(parent => found[parent.Key]), cancellationToken);
            foreach (var parent in requested)
            {
                var names = trees[found[parent.Key]]
                    .Where(entry => entry.IsFolder)
                    .DistinctBy(entry => entry.Name, StringComparer.Ordinal)
                    .ToDictionary(entry => entry.Name, entry => entry.ObjectId, StringComparer.Ordinal);
                foreach (var folder in parent)
                {
                    if (names.TryGetValue(folder[(folder.LastIndexOf('/') + 1)..], out var tree))
                    {
                        found[folder] = tree;
                    }
                }
            }
        }

        await ReadAllAsync(found.Values, cancellationToken);
    }

    /// <summary>The tree of a folder (empty: the root), or null if the commit has no such folder.</summary>
    public async Task<string?> FindTreeAsync(CommitSha commit, string folder, CancellationToken cancellationToken)
    {
        if (lastRoot?.Commit != commit)
        {
            lastRoot = (commit, (await ReadRootAsync(commit, cancellationToken)).Id);
        }

        var tree = lastRoot!.Value.Tree;

        foreach (var name in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var entries = await ReadAsync(tree, cancellationToken);
            tree = entries.FirstOrDefault(entry => entry.IsFolder && entry.IsNamed(name))?.ObjectId;

            if (tree is null)
            {
                return null;
            }
        }

        return tree;
    }

    /// <summary>The entries of a folder (empty: the root), or null if the commit has no such folder.</summary>
    public async Task<IReadOnlyList<TreeEntry>?> FindFolderAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) =>
        await FindTreeAsync(commit, folder, cancellationToken) is { } tree
            ? await ReadAsync(tree, cancellationToken)
            : null;

    /// <summary>A regular file, or null if the commit has none at that path.</summary>
    public async Task<TreeFile?> FindFileAsync(CommitSha commit, string path, CancellationToken cancellationToken) =>
        await FindEntryAsync(commit, path, cancellationToken) is { IsRegular: true } file ? file : null;

    /// <summary>The entry at a path, or null if there is none.</summary>
    public async Task<TreeFile?> FindEntryAsync(CommitSha commit, string path, CancellationToken cancellationToken)
    {
        var slash = path.LastIndexOf('/');
        var entries = await FindFolderAsync(commit, slash < 0 ? "" : path[..slash], cancellationToken) ?? [];
        return entries.FirstOrDefault(entry => entry.IsNamed(path[(slash + 1)..])) is { } found
            ? new(path, found.ObjectId, found.Mode)
            : null;
    }

    /// <summary>The regular files below a folder, at any depth, in git's order.</summary>
    public async Task<IReadOnlyList<TreeFile>> ListFilesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) => [.. (await ListEntriesAsync(commit, folder, cancellationToken)).Where(entry => entry.IsRegular)];

    /// <summary>Files, symbolic links and submodules below a folder, at any depth, in git's order.</summary>
    public async Task<IReadOnlyList<TreeFile>> ListEntriesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) =>
        await FindTreeAsync(commit, folder, cancellationToken) is { } tree
            ? await new FolderListing(this, folder).ListAsync(tree, cancellationToken)
            : [];

    /// <summary>Reads several trees at once.</summary>
    /// <exception cref="PromotionException">A tree is too large, or all of them together are.</exception>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<TreeEntry>>> ReadAllAsync(
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    ) => cache.ReadAsync(ids, cancellationToken);
}
