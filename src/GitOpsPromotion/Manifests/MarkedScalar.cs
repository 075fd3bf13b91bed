using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar that a marker belongs to.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where the scalar begins, from 1.</param>
/// <param name="Policy">The policy that the marker names.</param>
/// <param name="Field">Which part of the image the scalar holds.</param>
/// <param name="Value">The scalar's value, as YAML reads it.</param>
public sealed record MarkedScalar(string Path, int Line, ImagePolicy Policy, MarkerField Field, string Value);
