using System.Globalization;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>How messages name the place of a marked value.</summary>
internal static class MarkerLocation
{
    public static string For(MarkedScalar mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{mark.Path}:{mark.Line}");
}
