using System.Globalization;
using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Failures that name the place in a manifest.</summary>
internal static class Failure
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
