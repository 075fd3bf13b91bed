namespace GitOpsPromotion.Git;

/// <summary>Files and folders of commits, read from the object database. Paths start at the root and use slashes.</summary>
public sealed class CommitFiles
{
    private readonly ObjectReader objects;
    private readonly TreeReader trees;
    private readonly BlobReader blobs;

    internal CommitFiles(ObjectReader objects, TreeReader trees, BlobReader blobs)
    {
        this.objects = objects;
        this.trees = trees;
        this.blobs = blobs;
    }

    /// <summary>The names of the folders directly in <paramref name="folder"/> (empty: the root), in git's order.</summary>
    public async Task<IReadOnlyList<string>> ListFoldersAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await trees.FindFolderAsync(commit, folder, cancellationToken) ?? [])
                .Where(entry => entry.IsFolder)
                .Select(entry => entry.Name),
        ];

    /// <summary>All regular files below <paramref name="folder"/>, at any depth; empty if the folder does not exist.</summary>
    public Task<IReadOnlyList<TreeFile>> ListFilesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) => trees.ListFilesAsync(commit, folder, cancellationToken);

    /// <summary>Files, symbolic links and submodules below <paramref name="folder"/>, at any depth; empty if the folder does not exist.</summary>
    public Task<IReadOnlyList<TreeFile>> ListEntriesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) => trees.ListEntriesAsync(commit, folder, cancellationToken);

    /// <summary>The file, folder, symbolic link or submodule at a path, or null if the commit has none.</summary>
    public Task<TreeFile?> FindEntryAsync(CommitSha commit, string path, CancellationToken cancellationToken) =>
        trees.FindEntryAsync(commit, path, cancellationToken);

    /// <summary>The object ID of the tree at a path, or null if the commit has no such folder.</summary>
    public Task<string?> FindTreeAsync(CommitSha commit, string folder, CancellationToken cancellationToken) =>
        trees.FindTreeAsync(commit, folder, cancellationToken);

    /// <summary>The files of at most <paramref name="maxSize"/> bytes.</summary>
    public Task<IReadOnlyList<TreeFile>> FilterBySizeAsync(
        IReadOnlyList<TreeFile> files,
        long maxSize,
        CancellationToken cancellationToken
    ) => blobs.FilterBySizeAsync(files, maxSize, cancellationToken);

    /// <summary>The size of each file in bytes.</summary>
    public Task<IReadOnlyList<long>> GetSizesAsync(
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    ) => blobs.GetSizesAsync(files, cancellationToken);

    /// <summary>The contents of the files, in their order, read in batches.</summary>
    public IAsyncEnumerable<byte[]> ReadFilesAsync(
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    ) => blobs.ReadAsync(files, cancellationToken);

    /// <summary>The content of one file of a commit, or null if it does not exist.</summary>
    /// <exception cref="PromotionException">The file is too large.</exception>
    public async Task<byte[]?> ReadFileAsync(CommitSha commit, string path, CancellationToken cancellationToken)
    {
        if (await trees.FindFileAsync(commit, path, cancellationToken) is not { } file)
        {
            return null;
        }

        if ((await blobs.GetSizesAsync([file], cancellationToken))[0] is var size and > Limits.Manifest)
        {
            throw Limits.Exceeded(path, size, Limits.Manifest, FailureKind.Configuration);
        }

        return (await objects.ReadContentsAsync([file.ObjectId], cancellationToken))[0]?.Content;
    }

    /// <summary>Reads many folders at once, so that listing each of them needs no further read.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="folders">Their paths, including those of all parent folders.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task PrefetchFoldersAsync(
        CommitSha commit,
        IReadOnlyCollection<string> folders,
        CancellationToken cancellationToken
    ) => trees.PrefetchAsync(commit, folders, cancellationToken);

    /// <summary>The paths at which two root trees differ, read as the caller enumerates them.</summary>
    public IAsyncEnumerable<FileChange> GetChangesAsync(
        string oldTree,
        string newTree,
        CancellationToken cancellationToken
    ) => new TreeComparison(trees).CompareAsync(oldTree, newTree, cancellationToken);
}
