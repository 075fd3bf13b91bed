namespace GitOpsPromotion.Manifests;

/// <summary>One scalar that a rewrite changed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where the scalar begins, from 1.</param>
/// <param name="OldValue">Its value before, as YAML reads it.</param>
/// <param name="NewValue">Its value after.</param>
/// <param name="Marker">The marker that asked for it, such as <c>webshop:webui:tag</c>.</param>
public sealed record ManifestChange(string Path, int Line, string OldValue, string NewValue, string Marker);
