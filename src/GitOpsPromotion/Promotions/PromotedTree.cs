using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>What this tool writes for a promotion on a commit.</summary>
/// <param name="Id">The name of the root tree, which need not have been written.</param>
/// <param name="Scan">What it rewrites for that.</param>
internal sealed record PromotedTree(string Id, EnvironmentScan Scan)
{
    public static async Task<PromotedTree> ComputeAsync(
        GitRepository repository,
        CommitSha commit,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        var scan = await EnvironmentManifests.ScanAsync(
            repository,
            commit,
            $"{metadata.Policy.Group}/{metadata.Environment}",
            metadata.Policy,
            metadata.Version,
            cancellationToken
        );
        return new(await repository.ComputeTreeIdAsync(commit, Encode(scan.Rewrites), cancellationToken), scan);
    }

    /// <summary>The rewritten files as they are written.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Encode(IEnumerable<ManifestRewrite> rewrites) =>
        rewrites.ToDictionary(
            rewrite => rewrite.Path,
            rewrite => (ReadOnlyMemory<byte>)ManifestReader.Encode(rewrite.Text),
            StringComparer.Ordinal
        );
}
