using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>Lists all entries below a folder, within limits: a few tree objects can produce billions of paths.</summary>
/// <param name="trees">Reads tree objects.</param>
/// <param name="folder">The path of the folder; empty for the root.</param>
internal sealed class FolderListing(TreeReader trees, string folder)
{
    private readonly Dictionary<string, IReadOnlyList<TreeEntry>> folders = new(StringComparer.Ordinal);
    private readonly List<TreeFile> files = [];
    private long entries;
    private long characters;

    /// <summary>All entries except folders, at any depth, in git's order.</summary>
    /// <exception cref="PromotionException">The folder exceeds a limit.</exception>
    public async Task<IReadOnlyList<TreeFile>> ListAsync(string tree, CancellationToken cancellationToken)
    {
        // Each tree is read once, even if it occurs at many paths.
        long distinct = 0;
        string[] missing = [tree];
        for (var depth = 0; missing.Length > 0; depth++)
        {
            if (depth > Limits.FolderDepth)
            {
                throw Exceeded($"folders that are nested more than {Limits.FolderDepth} levels deep");
            }

            foreach (var (id, read) in await trees.ReadAllAsync(missing, cancellationToken))
            {
                folders[id] = read;
                distinct += read.Count;
            }

            if (distinct > Limits.FolderEntries)
            {
                throw TooMany();
            }

            missing =
            [
                .. missing
                    .SelectMany(id => folders[id])
                    .Where(entry => entry.IsFolder && !folders.ContainsKey(entry.ObjectId))
                    .Select(entry => entry.ObjectId)
                    .Distinct(StringComparer.Ordinal),
            ];
        }

        Collect(tree, folder.Trim('/') is { Length: > 0 } start ? start + '/' : "");
        return files;
    }

    private void Collect(string tree, string prefix)
    {
        // A corrupt tree may contain a name twice. git uses the first one.
        foreach (var entry in folders[tree].DistinctBy(entry => entry.Name, StringComparer.Ordinal))
        {
            characters += prefix.Length + entry.Name.Length;
            if (++entries > Limits.FolderEntries || characters > Limits.FolderPaths)
            {
                throw TooMany();
            }

            if (entry.IsFolder)
            {
                Collect(entry.ObjectId, prefix + entry.Name + '/');
            }
            else
            {
                files.Add(new(prefix + entry.Name, entry.ObjectId, entry.Mode));
            }
        }
    }

    private PromotionException TooMany() =>
        entries <= Limits.FolderEntries && characters > Limits.FolderPaths
            ? Exceeded($"paths of more than {Limits.FolderPaths} characters together")
            : Exceeded($"more than {Limits.FolderEntries} files and folders");

    private PromotionException Exceeded(FormattableString what) =>
        new(
            FailureKind.Rejected,
            $"The folder {(folder.Trim('/') is { Length: > 0 } path ? path : "at the root")} contains {what.ToString(CultureInfo.InvariantCulture)}, so it was not read."
        )
        {
            Hint = "Keep only the manifests of the environment in that folder.",
        };
}
