using GitOpsPromotion.Text;

namespace GitOpsPromotion.Configuration;

/// <summary>The hint for a value that is not one of those allowed.</summary>
internal static class DidYouMean
{
    /// <summary>Suggests the nearest of the allowed values; null if none is near.</summary>
    public static string? For(string written, IEnumerable<string> allowed) =>
        NearestName.Find(written, allowed) is { } nearest ? $"Did you mean `{nearest}`?" : null;
}
