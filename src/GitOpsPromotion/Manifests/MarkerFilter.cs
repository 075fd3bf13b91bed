using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds out without parsing YAML that a file has no markers, or none of an app.</summary>
internal static class MarkerFilter
{
    /// <summary>Whether the text contains the key in quotes. Flux finds no markers in other files.</summary>
    public static bool MayContainMarkers(ReadOnlySpan<char> text) =>
        text.Contains(Marker.QuotedKey, StringComparison.Ordinal);

    /// <summary>
    /// Whether a marker of the policy starts at some <c>#</c> of the text. A marker ends at the end of its line, so none
    /// is missed, but the text may be in a string instead of a comment.
    /// </summary>
    public static bool MayContainMarkersOf(ReadOnlySpan<char> text, ImagePolicy policy)
    {
        if (!MayContainMarkers(text))
        {
            return false;
        }

        // The end of each line is searched once, so that a long line with many '#' stays linear.
        for (var start = text.IndexOf('#'); start >= 0; start = text.IndexOf('#'))
        {
            text = text[start..];
            var end = text.IndexOfAny(LineBreak.Characters);
            var line = end < 0 ? text : text[..end];
            text = text[line.Length..];
            if (ContainsMarkerOf(line, policy))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsMarkerOf(ReadOnlySpan<char> line, ImagePolicy policy)
    {
        for (var start = line.IndexOf('#'); start >= 0; start = line.IndexOf('#'))
        {
            line = line[start..].TrimStart('#');
            if (Marker.Parse(line)?.Policy == policy)
            {
                return true;
            }
        }

        return false;
    }
}
