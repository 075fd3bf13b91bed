using System.Text.RegularExpressions;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds lines that mention a policy like a marker does, whether they are valid markers or not.</summary>
internal static partial class MarkerMentions
{
    /// <summary>Whether a file can mention a policy.</summary>
    public static bool MayOccurIn(ReadOnlySpan<byte> content) =>
        content.IndexOf("magepolicy"u8) >= 0 || content.IndexOf("magePolicy"u8) >= 0;

    /// <summary>The lines that mention the policy, in the order of the text, without those that are commented out.</summary>
    public static IEnumerable<MarkerMention> Find(string text, ImagePolicy policy)
    {
        if (!text.Contains(Marker.KeyName, StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        var number = 0;
        for (var start = 0; start < text.Length; )
        {
            number++;
            var length = text.AsSpan(start).IndexOfAny(LineBreak.Characters);
            var end = length < 0 ? text.Length : start + length;
            var line = text.AsMemory(start, end - start);
            if (MentionsPolicy(line.Span, policy) && !IsCommentedOut(line.Span))
            {
                yield return new MarkerMention(start, end, number, line.ToString());
            }

            start = end == text.Length ? end : LineBreak.Skip(text, end);
        }
    }

    private static bool MentionsPolicy(ReadOnlySpan<char> line, ImagePolicy policy)
    {
        if (line.IndexOf(Marker.KeyName, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return false;
        }

        foreach (var match in Mention.EnumerateMatches(line))
        {
            var named = line.Slice(match.Index, match.Length);
            named = named[(named.IndexOf(':') + 1)..];
            var colon = named.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            var app = named[(colon + 1)..];
            var field = app.IndexOf(':');
            if (
                Trim(named[..colon]).SequenceEqual(policy.Group.Value)
                && Trim(field < 0 ? app : app[..field]).SequenceEqual(policy.App.Value)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> name) => name.Trim(" \t\"'\\[]“”‘’");

    /// <summary>Whether the line is a comment that does not start with a JSON object.</summary>
    private static bool IsCommentedOut(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimStart(" \t");
        return trimmed.StartsWith("#") && !trimmed.TrimStart("#").TrimStart(" \t").StartsWith("{");
    }

    // The key in any case, with any quotes or with a quote instead of the dollar sign, a colon, and the policy.
    [GeneratedRegex(
        """[$"'“‘]""" + Marker.KeyName + """["'\\”’“‘]*\s*:[^}#,]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mention { get; }
}
