namespace GitOpsPromotion.Manifests;

/// <summary>A scalar that a rewrite changed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where the scalar begins, from 1.</param>
/// <param name="OldValue">The old value, as YAML reads it.</param>
/// <param name="NewValue">The new value.</param>
/// <param name="Marker">The policy in its marker, such as <c>webshop:webui:tag</c>.</param>
public sealed record ManifestChange(string Path, int Line, string OldValue, string NewValue, string Marker)
{
    /// <summary>Whether the change removes the digest of an image reference.</summary>
    public bool RemovesDigest =>
        OldValue.Contains('@', StringComparison.Ordinal) && !NewValue.Contains('@', StringComparison.Ordinal);

    /// <summary>Whether the change only adds quotes: without them the value was not a string.</summary>
    public bool AddsQuotes => string.Equals(OldValue, NewValue, StringComparison.Ordinal);
}
