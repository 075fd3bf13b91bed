using System.Security.Cryptography;

namespace GitOpsPromotion.Git;

/// <summary>Writes blobs and trees into the object database, however many, with one git process.</summary>
internal sealed class ObjectWriter(GitProcess process, TreeReader trees)
{
    // git's own transfer.unpackLimit: more objects than this stay together in a pack.
    private const int MaxLooseObjects = 100;

    /// <summary>Writes the root tree of <paramref name="commit"/> with some files replaced or added.</summary>
    /// <returns>The tree's name.</returns>
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

    /// <summary>The name of the tree that <see cref="WriteTreeAsync"/> writes.</summary>
    public async Task<string> ComputeTreeIdAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    ) => (await BuildAsync(commit, files, cancellationToken)).Tree;

    /// <summary>The tree without entries, where names have <paramref name="idLength"/> hex digits.</summary>
    /// <remarks>git has that tree without having written it, and sends it along with a commit that names it.</remarks>
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

    // Only the folders on the way to a changed file are read and built.
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
                    _ => throw NotWritable(group.First().Path, depth, "is no folder"),
                };
                var tree = await WriteFolderAsync(pack, below, [.. group], depth + 1, cancellationToken);
                changed[group.Key] = new(TreeEntry.FolderMode, group.Key, tree);
            }
            else
            {
                changed[group.Key] =
                    old is null or { IsFile: true } && group.Count() == 1
                        ? new(old?.Mode ?? TreeEntry.FileMode, group.Key, pack.AddBlob(group.Single().Content))
                        : throw NotWritable(group.First().Path, depth, "is no regular file");
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
            $"'{string.Join('/', path)}' was not written: {(depth == 0 ? "the root" : $"'{string.Join('/', path[..depth])}'")} holds the name '{name}' twice in the commit."
        )
        {
            Hint = "The repository is damaged. Check it with: git fsck.",
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
            throw GitFailure.From("The changed files were not written to the repository's objects.", written.Error);
        }
    }
}
