namespace GitOpsPromotion.Manifests;

/// <summary>What a rewrite made of one manifest.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">The new text; the very same text where nothing changed.</param>
/// <param name="Changes">Every scalar that changed, in the order of the file.</param>
/// <param name="Marks">How many scalars the app's markers mark, changed or not.</param>
public sealed record ManifestRewrite(string Path, string Text, IReadOnlyList<ManifestChange> Changes, int Marks)
{
    /// <summary>What was meant as a marker of the app and sets nothing.</summary>
    public IReadOnlyList<UnsetMarker> Unset { get; init; } = [];
}
