using System.Runtime.CompilerServices;

namespace GitOpsPromotion.Git;

/// <summary>Compares two root trees. Reads only the folders that differ.</summary>
internal sealed class TreeComparison(TreeReader trees)
{
    /// <summary>A few objects can produce billions of paths. Folders beyond this number are reported without reading them.</summary>
    private const int MaxFolders = 4096;

    public async IAsyncEnumerable<FileChange> CompareAsync(
        string oldTree,
        string newTree,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var root = new FileChange("", Folder("", oldTree), Folder("", newTree));
        Stack<FileChange> folders = new(oldTree == newTree ? [] : [root]);
        for (var read = 0; folders.TryPop(out var folder); read++)
        {
            if (read >= MaxFolders)
            {
                yield return folder;
                continue;
            }

            foreach (var change in await CompareFolderAsync(folder, cancellationToken))
            {
                if (change is { Old.IsFolder: true } or { New.IsFolder: true })
                {
                    folders.Push(change);
                }
                else
                {
                    yield return change;
                }
            }
        }
    }

    private async Task<IReadOnlyList<FileChange>> CompareFolderAsync(
        FileChange folder,
        CancellationToken cancellationToken
    )
    {
        var (old, @new) = (
            await ReadAsync(folder.Path, folder.Old, cancellationToken),
            await ReadAsync(folder.Path, folder.New, cancellationToken)
        );
        List<FileChange> changes = [];
        foreach (var path in old.Keys.Union(@new.Keys, StringComparer.Ordinal))
        {
            var (before, after) = (old.GetValueOrDefault(path), @new.GetValueOrDefault(path));
            if (before == after)
            {
                continue;
            }

            if (before is not null && after is not null && before.IsFolder != after.IsFolder)
            {
                changes.AddRange([new(path, before, New: null), new(path, Old: null, after)]);
            }
            else
            {
                changes.Add(new(path, before, after));
            }
        }

        return changes;
    }

    private async Task<Dictionary<string, TreeFile>> ReadAsync(
        string folder,
        TreeFile? tree,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, TreeFile> entries = new(StringComparer.Ordinal);
        foreach (var entry in tree is null ? [] : await trees.ReadAsync(tree.ObjectId, cancellationToken))
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            entries.TryAdd(path, new(path, entry.ObjectId, entry.Mode));
        }

        return entries;
    }

    private static TreeFile Folder(string path, string tree) => new(path, tree, TreeEntry.FolderMode);
}
