using System.Globalization;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Formats the location of a value with a marker for messages.</summary>
internal static class MarkerLocation
{
    public static string For(MarkedScalar slot) =>
        string.Create(CultureInfo.InvariantCulture, $"{slot.Path}:{slot.Line}");
}
