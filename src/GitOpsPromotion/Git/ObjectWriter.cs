using System.Security.Cryptography;

namespace GitOpsPromotion.Git;

/// <summary>Writes blobs and trees into the object database with one git process.</summary>
internal sealed class ObjectWriter(GitProcess process, TreeReader trees)
{
    // The default of git's transfer.unpackLimit: more objects than this are stored as a pack.
    private const int MaxLooseObjects = 100;

    /// <summary>Writes the root tree of <paramref name="commit"/> with some files replaced or added.</summary>
    /// <returns>The object ID of the tree.</returns>
    public async Task<string> WriteTreeAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    )
    {
        var (tree, pack) = await BuildAsync(commit, files, cancellationToken);
        await WriteAsync(pack, cancellationToken);
        return tree;
    }

    /// <summary>The object ID of the tree that <see cref="WriteTreeAsync"/> writes.</summary>
    public async Task<string> ComputeTreeIdAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    ) => (await BuildAsync(commit, files, cancellationToken)).Tree;

    /// <summary>The object ID of the tree without entries.</summary>
    /// <param name="idLength">The length of an object ID in hex digits.</param>
    /// <remarks>git always has this tree, and pushes it along with a commit that uses it.</remarks>
    public static string GetEmptyTreeId(int idLength) => NewPack(idLength).AddTree(ReadOnlyMemory<byte>.Empty);

    private async Task<(string Tree, PackWriter Pack)> BuildAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    )
    {
        var root = await trees.ReadRootAsync(commit, cancellationToken);
        var pack = NewPack(commit.Value.Length);
        var entries = TreeObject.Parse(root.Content, root.Id.Length / 2);
        var changes = files.Select(file => (file.Key.Split('/'), file.Value)).ToArray();
        return (await WriteFolderAsync(pack, entries, changes, 0, cancellationToken), pack);
    }

    // Only the parent folders of changed files are read and written.
    private async Task<string> WriteFolderAsync(
        PackWriter pack,
        IReadOnlyList<TreeEntry> entries,
        IReadOnlyCollection<(string[] Path, ReadOnlyMemory<byte> Content)> changes,
        int depth,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, TreeEntry> changed = new(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!changed.TryAdd(entry.Name, entry))
            {
                throw DuplicateName(changes.First().Path, depth, entry.Name);
            }
        }

        foreach (var group in changes.GroupBy(change => change.Path[depth], StringComparer.Ordinal))
        {
            var old = changed.GetValueOrDefault(group.Key);

            if (group.All(change => change.Path.Length > depth + 1))
            {
                var below = old switch
                {
                    null => [],
                    { IsFolder: true } => await trees.ReadAsync(old.ObjectId, cancellationToken),
                    _ => throw NotWritable(group.First().Path, depth, "is not a folder"),
                };
                var tree = await WriteFolderAsync(pack, below, [.. group], depth + 1, cancellationToken);
                changed[group.Key] = new(TreeEntry.FolderMode, group.Key, tree);
            }
            else
            {
                changed[group.Key] =
                    old is null or { IsFile: true } && group.Count() == 1
                        ? new(old?.Mode ?? TreeEntry.FileMode, group.Key, pack.AddBlob(group.Single().Content))
                        : throw NotWritable(group.First().Path, depth, "is not a regular file");
            }
        }

        return pack.AddTree(TreeObject.Format(changed.Values));
    }

    private static PromotionException NotWritable(string[] path, int depth, string reason) =>
        new(
            FailureKind.Rejected,
            $"'{string.Join('/', path)}' was not written: '{string.Join('/', path[..(depth + 1)])}' {reason} in the commit."
        );

    private static PromotionException DuplicateName(string[] path, int depth, string name) =>
        new(
            FailureKind.Rejected,
            $"'{string.Join('/', path)}' was not written: {(depth == 0 ? "the root" : $"'{string.Join('/', path[..depth])}'")} contains the name '{name}' twice in the commit."
        )
        {
            Hint = "The repository is corrupt. Check it with: git fsck.",
        };

    private static PackWriter NewPack(int idLength) =>
        new(idLength == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);

    private async Task WriteAsync(PackWriter pack, CancellationToken cancellationToken)
    {
        string[] command =
            pack.Count > MaxLooseObjects ? ["index-pack", "--stdin", "--threads=1"] : ["unpack-objects", "-q"];
        var written = await process.RunAsync(command, pack.WriteAsync, cancellationToken);

        if (written.ExitCode != 0)
        {
            throw GitFailure.From("Writing the changed files to the object database failed.", written.Error);
        }
    }
}
