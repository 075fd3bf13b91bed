using System.Collections.Immutable;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>What setting the version of one app in one environment would change.</summary>
/// <param name="SlotCount">How many values have markers of the app.</param>
/// <param name="Rewrites">The files that change.</param>
internal sealed record EnvironmentScan(int SlotCount, ImmutableList<ManifestRewrite> Rewrites)
{
    public static EnvironmentScan Empty { get; } = new(0, []);

    /// <summary>Comments that look like markers of the app and set nothing.</summary>
    public ImmutableList<IgnoredMarker> UnsetMarkers { get; init; } = [];

    /// <summary>The paths of manifests in Git LFS, whose markers are unknown.</summary>
    public ImmutableList<string> LfsPointers { get; init; } = [];

    /// <summary>Whether there are markers, and all their values have the version already.</summary>
    public bool HasVersion => SlotCount > 0 && Rewrites.IsEmpty;

    public IReadOnlyList<ManifestChange> Changes => [.. Rewrites.SelectMany(rewrite => rewrite.Changes)];

    /// <summary>The current values that would change, each with its file.</summary>
    public IEnumerable<(string Path, string Value)> OldValues =>
        Changes.Select(change => (change.Path, change.OldValue));

    public EnvironmentScan With(ManifestRewrite rewrite) =>
        this with
        {
            SlotCount = SlotCount + rewrite.SlotCount,
            Rewrites = rewrite.Changes.Count > 0 ? Rewrites.Add(rewrite) : Rewrites,
            UnsetMarkers = UnsetMarkers.AddRange(rewrite.IgnoredMarkers),
        };
}
