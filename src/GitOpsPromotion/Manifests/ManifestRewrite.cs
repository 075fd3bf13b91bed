namespace GitOpsPromotion.Manifests;

/// <summary>The result of a rewrite of one manifest.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">The new text; the same instance if nothing changed.</param>
/// <param name="Changes">The scalars that changed, in the order of the file.</param>
/// <param name="SlotCount">The number of marked scalars of the app, changed or not.</param>
public sealed record ManifestRewrite(string Path, string Text, IReadOnlyList<ManifestChange> Changes, int SlotCount)
{
    /// <summary>The markers of the app that set no value.</summary>
    public IReadOnlyList<IgnoredMarker> IgnoredMarkers { get; init; } = [];
}
