using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Tells without parsing which files cannot hold markers, or none of an app.</summary>
internal static class MarkerScreen
{
    /// <summary>Whether the text holds the byte sequence without which Flux looks for no markers.</summary>
    public static bool MayHoldMarkers(ReadOnlySpan<char> text) =>
        text.Contains("\"$imagepolicy\"", StringComparison.Ordinal);

    /// <summary>
    /// Whether any <c>#</c> in the text begins a marker of the policy. What looks like a comment may still be none, but
    /// every marker is seen: it reaches from its <c>#</c> to the end of its line.
    /// </summary>
    public static bool MayHoldMarkersOf(ReadOnlySpan<char> text, ImagePolicy policy)
    {
        if (!MayHoldMarkers(text))
        {
            return false;
        }

        // Each line's end is looked for once, or a long line of many candidates would be read once for each of them.
        for (var start = text.IndexOf('#'); start >= 0; start = text.IndexOf('#'))
        {
            text = text[start..];
            var end = text.IndexOfAny(LineBreak.Characters);
            var line = end < 0 ? text : text[..end];
            text = text[line.Length..];
            if (HoldsMarkerOf(line, policy))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsMarkerOf(ReadOnlySpan<char> line, ImagePolicy policy)
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
