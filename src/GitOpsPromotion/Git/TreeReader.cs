namespace GitOpsPromotion.Git;

/// <summary>Reads the folders of commits as git stores them, one round through the object reader for each depth.</summary>
internal sealed class TreeReader(ObjectReader objects)
{
    /// <summary>The root tree of a commit.</summary>
    public async Task<GitObject> ReadRootAsync(CommitSha commit, CancellationToken cancellationToken) =>
        (await objects.ReadAsync([$"{commit}^{{tree}}"], cancellationToken))[0]
        ?? throw new PromotionException(
            FailureKind.Rejected,
            $"The commit {commit.Abbreviated} is not in the repository."
        );

    public async Task<IReadOnlyList<TreeEntry>> ReadAsync(string tree, CancellationToken cancellationToken) =>
        (await ReadAsync([tree], cancellationToken))[0];

    /// <summary>The tree of a folder (empty: the root), or null where the commit has no such folder.</summary>
    public async Task<string?> FindTreeAsync(CommitSha commit, string folder, CancellationToken cancellationToken)
    {
        var tree = (await ReadRootAsync(commit, cancellationToken)).Id;

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

    /// <summary>The entries of a folder (empty: the root), or null where the commit has no such folder.</summary>
    public async Task<IReadOnlyList<TreeEntry>?> FindFolderAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) =>
        await FindTreeAsync(commit, folder, cancellationToken) is { } tree
            ? await ReadAsync(tree, cancellationToken)
            : null;

    /// <summary>A regular file, or null where the commit has none of that path.</summary>
    public async Task<TreeFile?> FindFileAsync(CommitSha commit, string path, CancellationToken cancellationToken) =>
        await FindEntryAsync(commit, path, cancellationToken) is { IsRegular: true } file ? file : null;

    /// <summary>What stands at a path, or null where nothing does.</summary>
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

    /// <summary>Everything below a folder but the folders: files, links and submodules, at any depth, in git's order.</summary>
    public async Task<IReadOnlyList<TreeFile>> ListEntriesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var entries = await FindFolderAsync(commit, folder, cancellationToken) ?? [];
        Dictionary<string, IReadOnlyList<TreeEntry>> folders = new(StringComparer.Ordinal);

        for (var missing = FoldersIn(entries); missing.Length > 0; )
        {
            var trees = await ReadAsync(missing, cancellationToken);

            for (var index = 0; index < missing.Length; index++)
            {
                folders[missing[index]] = trees[index];
            }

            missing =
            [
                .. trees.SelectMany(FoldersIn).Distinct(StringComparer.Ordinal).Where(id => !folders.ContainsKey(id)),
            ];
        }

        List<TreeFile> files = [];
        Collect(entries, folder.Trim('/') is { Length: > 0 } start ? start + '/' : "", folders, files);
        return files;
    }

    private async Task<IReadOnlyList<IReadOnlyList<TreeEntry>>> ReadAsync(
        string[] trees,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await objects.ReadAsync(trees, cancellationToken)).Select(
                (tree, index) => Entries(tree ?? throw Missing(trees[index]))
            ),
        ];

    private static IReadOnlyList<TreeEntry> Entries(GitObject tree) =>
        TreeObject.Parse(tree.Content, tree.Id.Length / 2);

    private static PromotionException Missing(string tree) =>
        new(FailureKind.Rejected, $"The tree {tree} is not in the repository.")
        {
            Hint = "The repository is damaged. Check it with: git fsck.",
        };

    private static string[] FoldersIn(IReadOnlyList<TreeEntry> entries) =>
        [.. entries.Where(entry => entry.IsFolder).Select(entry => entry.ObjectId).Distinct(StringComparer.Ordinal)];

    private static void Collect(
        IReadOnlyList<TreeEntry> entries,
        string prefix,
        Dictionary<string, IReadOnlyList<TreeEntry>> folders,
        List<TreeFile> files
    )
    {
        foreach (var entry in entries)
        {
            if (entry.IsFolder)
            {
                Collect(folders[entry.ObjectId], prefix + entry.Name + '/', folders, files);
            }
            else
            {
                files.Add(new(prefix + entry.Name, entry.ObjectId, entry.Mode));
            }
        }
    }
}
