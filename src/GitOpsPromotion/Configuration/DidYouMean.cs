using GitOpsPromotion.Images;

namespace GitOpsPromotion.Configuration;

/// <summary>The hint for a word that is not one of those allowed.</summary>
internal static class DidYouMean
{
    /// <summary>Names the nearest of the allowed words, or null where none is near.</summary>
    public static string? For(string written, IEnumerable<string> allowed) =>
        NearestName.Find(written, allowed) is { } nearest ? $"Did you mean `{nearest}`?" : null;
}
