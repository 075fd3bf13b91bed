using System.Collections.Immutable;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>What setting one app's version in one environment's manifests would change.</summary>
/// <param name="SlotCount">How many scalars the app's markers mark.</param>
/// <param name="Rewrites">The files that change.</param>
public sealed record EnvironmentScan(int SlotCount, ImmutableList<ManifestRewrite> Rewrites)
{
    public static EnvironmentScan Empty { get; } = new(0, []);

    /// <summary>What was meant as a marker of the app and sets nothing.</summary>
    public ImmutableList<IgnoredMarker> UnsetMarkers { get; init; } = [];

    /// <summary>The manifests that are in Git LFS, so that their markers are not known.</summary>
    public ImmutableList<string> LfsPointers { get; init; } = [];

    /// <summary>Whether there are markers and all of them hold the version already.</summary>
    public bool HasVersion => SlotCount > 0 && Rewrites.IsEmpty;

    public IReadOnlyList<ManifestChange> Changes => [.. Rewrites.SelectMany(rewrite => rewrite.Changes)];

    public EnvironmentScan With(ManifestRewrite rewrite) =>
        this with
        {
            SlotCount = SlotCount + rewrite.SlotCount,
            Rewrites = rewrite.Changes.Count > 0 ? Rewrites.Add(rewrite) : Rewrites,
            UnsetMarkers = UnsetMarkers.AddRange(rewrite.IgnoredMarkers),
        };
}
