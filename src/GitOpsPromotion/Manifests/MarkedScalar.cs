using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar with a marker.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where the scalar begins, from 1.</param>
/// <param name="Policy">The policy in the marker.</param>
/// <param name="Field">The part of the image reference that the scalar contains.</param>
/// <param name="Value">The value, as YAML reads it.</param>
public sealed record MarkedScalar(string Path, int Line, ImagePolicy Policy, MarkerField Field, string Value);
