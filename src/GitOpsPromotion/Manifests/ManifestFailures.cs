using System.Globalization;
using GitOpsPromotion.Yaml;

namespace GitOpsPromotion.Manifests;

/// <summary>The failures of manifests. Each message names the file, and the position if it is known.</summary>
internal static class ManifestFailures
{
    /// <summary>A marked value that cannot be set.</summary>
    /// <param name="path">The file.</param>
    /// <param name="node">The value.</param>
    /// <param name="problem">Why, as a predicate of the sentence: <c>is empty</c>.</param>
    /// <param name="hint">How to fix it.</param>
    public static PromotionException ForValue(string path, MarkedNode node, string problem, string hint) =>
        new(FailureKind.Rejected, $"{path}:{node.Line}: the value marked {node.Marker} {problem}.") { Hint = hint };

    /// <summary>A file that is not valid YAML.</summary>
    public static PromotionException InvalidYaml(string path, YamlError error) =>
        new(FailureKind.Rejected, $"{path}:{error.Line}:{error.Column}: invalid YAML: {error.Message}", error.Cause)
        {
            Hint = error.IsTab
                ? "Replace the tab with spaces on the default branch, or remove the marker from the file."
                : "Fix the file on the default branch, or remove the marker from it.",
        };

    /// <summary>A file that is in Git LFS.</summary>
    public static PromotionException LfsPointer(string path) =>
        new(FailureKind.Rejected, $"{path} is a Git LFS pointer, so the markers of the file cannot be read.")
        {
            Hint =
                "Remove the manifest from Git LFS (change .gitattributes, then: git add --renormalize .), "
                + "or move it out of the environment's folder.",
        };

    /// <summary>A file that exceeds a limit. It may contain markers, so the promotion fails.</summary>
    public static void ThrowIfSkipped(Manifest manifest)
    {
        if (manifest.SkipReason is { } reason)
        {
            throw new PromotionException(FailureKind.Rejected, reason)
            {
                Hint = "Move it out of the environment's folder, or split it into smaller files.",
            };
        }
    }

    /// <summary>A file in UTF-16 or UTF-32.</summary>
    public static PromotionException Utf16(string path) =>
        NotUtf8($"{path} contains a marker but is encoded in UTF-16 or UTF-32.");

    /// <summary>A file that is not valid UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The offset of the first invalid byte.</param>
    public static PromotionException InvalidUtf8(string path, int offset) =>
        NotUtf8(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} contains a marker but is not valid UTF-8 (offset {offset})."
            )
        );

    private static PromotionException NotUtf8(string message) =>
        new(FailureKind.Rejected, message) { Hint = "Save the file in UTF-8." };
}
