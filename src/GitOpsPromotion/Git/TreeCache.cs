using System.Collections.Concurrent;

namespace GitOpsPromotion.Git;

/// <summary>Reads and caches tree objects, within the limits.</summary>
internal sealed class TreeCache(ObjectReader objects)
{
    // Bounded by the limit of one folder listing.
    private readonly ConcurrentDictionary<string, IReadOnlyList<TreeEntry>> cache = new(StringComparer.Ordinal);
    private long cachedSize;

    /// <summary>Reads several trees at once.</summary>
    /// <exception cref="PromotionException">A tree is too large, or all of them together are.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TreeEntry>>> ReadAsync(
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, IReadOnlyList<TreeEntry>> all = new(StringComparer.Ordinal);
        List<string> missing = [];
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (cache.TryGetValue(id, out var known))
            {
                all[id] = known;
            }
            else
            {
                missing.Add(id);
            }
        }

        var size = await CheckSizesAsync(missing, cancellationToken);
        var read = missing.Count == 0 ? [] : await objects.ReadContentsAsync(missing, cancellationToken);
        if (cachedSize + size > Limits.FolderTrees)
        {
            cache.Clear();
            cachedSize = 0;
        }

        foreach (var (id, tree) in missing.Zip(read))
        {
            cache[id] = all[id] = Entries(tree ?? throw NotFound(id));
        }

        cachedSize += size;
        return all;
    }

    private async Task<long> CheckSizesAsync(List<string> trees, CancellationToken cancellationToken)
    {
        var sizes = await objects.GetSizesAsync(trees, cancellationToken);
        foreach (var (tree, size) in trees.Zip(sizes))
        {
            if (size > Limits.Tree)
            {
                throw Limits.Exceeded($"The folder with the tree {tree}", size.Value, Limits.Tree);
            }
        }

        var all = sizes.Sum() ?? 0;
        return all <= Limits.FolderTrees
            ? all
            : throw Limits.Exceeded(
                $"The folder with the tree {trees[0]} together with {trees.Count - 1} others",
                all,
                Limits.FolderTrees
            );
    }

    private static IReadOnlyList<TreeEntry> Entries(GitObject tree) =>
        TreeObject.Parse(tree.Content, tree.Id.Length / 2);

    private static PromotionException NotFound(string tree) =>
        new(FailureKind.Rejected, $"The tree {tree} is missing in the repository.")
        {
            Hint = "The repository is corrupt. Check it with: git fsck.",
        };
}
