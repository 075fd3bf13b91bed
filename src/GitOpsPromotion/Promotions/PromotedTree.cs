using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The tree that this tool writes for a promotion on top of a commit.</summary>
/// <param name="Id">The id of the root tree, which may not have been written.</param>
/// <param name="Scan">What changes in it.</param>
internal sealed record PromotedTree(string Id, EnvironmentScan Scan)
{
    public static async Task<PromotedTree> ComputeAsync(
        GitRepository repository,
        Layout layout,
        CommitSha commit,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        var scan = await new EnvironmentReader(repository, layout, metadata.Target).ScanAsync(
            commit,
            metadata.Version,
            cancellationToken
        );
        return new(await repository.ComputeTreeIdAsync(commit, Encode(scan.Rewrites), cancellationToken), scan);
    }

    /// <summary>The bytes of the rewritten files, by path.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Encode(IEnumerable<ManifestRewrite> rewrites) =>
        rewrites.ToDictionary(
            rewrite => rewrite.Path,
            rewrite => (ReadOnlyMemory<byte>)ManifestReader.Encode(rewrite.Text),
            StringComparer.Ordinal
        );
}
