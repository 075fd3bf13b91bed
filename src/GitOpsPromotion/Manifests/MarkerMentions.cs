using System.Text.RegularExpressions;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds lines that name a policy the way a marker does, markers or not.</summary>
internal static partial class MarkerMentions
{
    /// <summary>What every key of a marker contains, in some case.</summary>
    public const string Word = "imagepolicy";

    /// <summary>Whether the bytes may name a policy.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> content) =>
        content.IndexOf("magepolicy"u8) >= 0 || content.IndexOf("magePolicy"u8) >= 0;

    /// <summary>The lines that name the policy, in the order of the text. Lines that are commented out are left out.</summary>
    public static IEnumerable<MarkerMention> Find(string text, ImagePolicy policy)
    {
        if (!text.Contains(Word, StringComparison.OrdinalIgnoreCase))
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
            if (Names(line.Span, policy) && !IsCommentedOut(line.Span))
            {
                yield return new MarkerMention(start, end, number, line.ToString());
            }

            start = end == text.Length ? end : LineBreak.Skip(text, end);
        }
    }

    private static bool Names(ReadOnlySpan<char> line, ImagePolicy policy)
    {
        if (line.IndexOf(Word, StringComparison.OrdinalIgnoreCase) < 0)
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

    /// <summary>A comment that begins with anything but an object is about something else, or switched off on purpose.</summary>
    private static bool IsCommentedOut(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimStart(" \t");
        return trimmed.StartsWith("#") && !trimmed.TrimStart("#").TrimStart(" \t").StartsWith("{");
    }

    // The key in any case and with any quotes, perhaps without its dollar, a colon, and the text of the policy.
    [GeneratedRegex(
        """[$"'“‘]imagepolicy["'\\”’“‘]*\s*:[^}#,]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mention { get; }
}
