using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The manifests of one folder of one commit that hold markers of an app.</summary>
internal sealed class AppManifests
{
    private readonly ImagePolicy policy;
    private readonly IReadOnlyList<Manifest> manifests;

    private AppManifests(ImagePolicy policy, IReadOnlyList<Manifest> manifests)
    {
        this.policy = policy;
        this.manifests = manifests;
        Slots = [.. manifests.SelectMany(ManifestReader.Read).Where(slot => slot.Policy == policy)];
    }

    /// <summary>The values that the app's markers mark.</summary>
    public IReadOnlyList<MarkedScalar> Slots { get; }

    /// <summary>Whether the markers mark the same values here and there, in whatever files.</summary>
    public bool HasSameValues(AppManifests other) => Values(Slots).SequenceEqual(Values(other.Slots));

    /// <exception cref="PromotionException">A file with a marker of the app is not YAML.</exception>
    public static async Task<AppManifests> ReadAsync(
        GitRepository repository,
        CommitSha commit,
        string folder,
        ImagePolicy policy,
        CancellationToken cancellationToken
    )
    {
        List<Manifest> found = [];
        await foreach (var manifest in EnvironmentManifests.ReadAsync(repository, commit, folder, cancellationToken))
        {
            if (MarkerFilter.MayContainMarkersOf(manifest.Text, policy))
            {
                found.Add(manifest);
            }
        }

        return new(policy, found);
    }

    /// <summary>What setting the version would change.</summary>
    public EnvironmentScan Scan(ImageVersion version) =>
        manifests.Aggregate(
            EnvironmentScan.Empty,
            (scan, manifest) => scan.With(ManifestRewriter.Rewrite(manifest, policy, version))
        );

    private static IEnumerable<(MarkerField, string)> Values(IEnumerable<MarkedScalar> slots) =>
        slots.Select(slot => (slot.Field, slot.Value)).Order();
}
