namespace GitOpsPromotion.Manifests;

/// <summary>One scalar that a rewrite changed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where the scalar begins, from 1.</param>
/// <param name="OldValue">Its value before, as YAML reads it.</param>
/// <param name="NewValue">Its value after.</param>
/// <param name="Marker">The marker that asked for it, such as <c>webshop:webui:tag</c>.</param>
public sealed record ManifestChange(string Path, int Line, string OldValue, string NewValue, string Marker)
{
    /// <summary>Whether an image was pinned by a digest before, and is not any more.</summary>
    public bool RemovesDigest =>
        OldValue.Contains('@', StringComparison.Ordinal) && !NewValue.Contains('@', StringComparison.Ordinal);

    /// <summary>Whether the text was there already, but without quotes and thus as a value of another type.</summary>
    public bool AddsQuotes => string.Equals(OldValue, NewValue, StringComparison.Ordinal);
}
