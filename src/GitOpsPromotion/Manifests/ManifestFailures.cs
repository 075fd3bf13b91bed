using System.Globalization;
using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Failures that name the place in a manifest.</summary>
internal static class ManifestFailures
{
    /// <summary>A marked scalar that stands in the way of the promotion.</summary>
    public static PromotionException At(string path, MarkedNode node, string problem, string hint) =>
        new(FailureKind.Rejected, $"{path}:{node.Line}: the value marked {node.Marker} {problem}.") { Hint = hint };

    /// <summary>A file that is no YAML.</summary>
    public static PromotionException NoYaml(string path, YamlException exception) =>
        new(
            FailureKind.Rejected,
            $"{path}:{exception.Start.Line}:{exception.Start.Column}: the file is no valid YAML: {exception.Message}",
            exception
        )
        {
            Hint = "Mend the file on the default branch, or remove the marker from it.",
        };

    /// <summary>A file that is no YAML because a tab stands where only blanks are allowed.</summary>
    public static PromotionException Tab(string path, int line, int column, YamlException exception) =>
        new(
            FailureKind.Rejected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path}:{line}:{column}: the file is no valid YAML: a tab indents this line, where YAML allows blanks only."
            ),
            exception
        )
        {
            Hint = "Replace the tab by blanks on the default branch, or remove the marker from the file.",
        };

    /// <summary>A file that Git LFS keeps elsewhere.</summary>
    public static PromotionException LfsPointer(string path) =>
        new(FailureKind.Rejected, $"{path} is a Git LFS pointer, so the markers in the file itself cannot be read.")
        {
            Hint =
                "Take the manifest out of Git LFS (change .gitattributes, then: git add --renormalize .), "
                + "or move it out of the environment's folder.",
        };

    /// <summary>A file that exceeds a limit: whether it holds a marker is not known, so nothing is promoted around it.</summary>
    public static void ThrowIfNotRead(Manifest manifest)
    {
        if (manifest.NotRead is { } reason)
        {
            throw new PromotionException(FailureKind.Rejected, reason)
            {
                Hint = "Move it out of the environment's folder, or split it into smaller files.",
            };
        }
    }

    /// <summary>A file in UTF-16 or UTF-32.</summary>
    public static PromotionException Utf16(string path) =>
        new(FailureKind.Rejected, $"{path} holds a marker and is encoded in UTF-16 or UTF-32, so it is not changed.")
        {
            Hint = "Save the file in UTF-8.",
        };

    /// <summary>A file that is no UTF-8.</summary>
    public static PromotionException NoUtf8(string path, int invalidByte) =>
        new(
            FailureKind.Rejected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} holds a marker and is no UTF-8: byte {invalidByte} is wrong."
            )
        )
        {
            Hint = "Save the file in UTF-8.",
        };
}
