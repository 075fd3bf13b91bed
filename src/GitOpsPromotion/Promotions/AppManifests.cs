using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The manifests of one environment in one commit that have markers of one app.</summary>
internal sealed class AppManifests
{
    private readonly ImagePolicy policy;
    private readonly IReadOnlyList<Manifest> manifests;

    /// <exception cref="PromotionException">A manifest is not valid YAML.</exception>
    public AppManifests(Target target, ImagePolicy policy, IReadOnlyList<Manifest> manifests)
    {
        Target = target;
        this.policy = policy;
        this.manifests = manifests;
        Slots = [.. manifests.SelectMany(ManifestReader.Read).Where(slot => slot.Policy == policy)];
    }

    /// <summary>Where they are.</summary>
    public Target Target { get; }

    /// <summary>The values with markers of the app.</summary>
    public IReadOnlyList<MarkedScalar> Slots { get; }

    /// <summary>Whether both have the same values, in whatever files.</summary>
    public bool HasSameValues(AppManifests other) => Values(Slots).SequenceEqual(Values(other.Slots));

    /// <summary>Computes what setting a version would change.</summary>
    public EnvironmentScan Scan(ImageVersion version) =>
        manifests.Aggregate(
            EnvironmentScan.Empty,
            (scan, manifest) => scan.With(ManifestRewriter.Rewrite(manifest, policy, version))
        );

    private static IEnumerable<(MarkerField, string)> Values(IEnumerable<MarkedScalar> slots) =>
        slots.Select(slot => (slot.Field, slot.Value)).Order();
}
