using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Writes a value in the place and the style of an old one.</summary>
internal static class ScalarText
{
    private const string StringTag = "tag:yaml.org,2002:str";

    /// <summary>The text that replaces a scalar's own, so that it reads as the value and as a string.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="old">The scalar's text: from its quote, indicator or first character to its end.</param>
    /// <param name="node">How the scalar was read.</param>
    /// <param name="value">What it is to hold: one line.</param>
    public static string Write(string path, ReadOnlySpan<char> old, MarkedNode node, string value) =>
        node.Style switch
        {
            ScalarStyle.SingleQuoted => Quote(value),
            ScalarStyle.DoubleQuoted => $"\"{value}\"",
            ScalarStyle.Literal or ScalarStyle.Folded => WriteBlock(path, old, node, value),
            _ when IsOtherType(node, value) => $"\"{value}\"",
            _ when !PlainScalar.CanHold(value, node.InFlow) => Quote(value),
            _ => value,
        };

    /// <summary>Whether a text in the scalar's style and with its tag is not a string for every reader.</summary>
    public static bool IsOtherType(MarkedNode node, string value) =>
        node.Style is ScalarStyle.Plain && node.Tag is not (StringTag or "!") && !PlainScalar.ReadsAsString(value);

    private static string Quote(string value) => $"'{value}'";

    /// <summary>
    /// The header with the chomping indicator that strips the final line break, for a version has none, and one line in
    /// the place of all there were. What stands behind the last of them stays.
    /// </summary>
    private static string WriteBlock(string path, ReadOnlySpan<char> old, MarkedNode node, string value)
    {
        var headerEnd = old.IndexOfAny(LineBreak.Characters);
        var first = headerEnd < 0 ? -1 : IndexOfText(old, headerEnd);
        var last = old.LastIndexOfAnyExcept(LineBreak.WhiteSpace);
        if (first < 0)
        {
            throw ManifestFailures.At(
                path,
                node,
                "is an empty block scalar, which cannot take a version",
                "Write the value behind its key, on the same line as the marker."
            );
        }

        // The spaces in front of the first line are indentation, but for those that belong to the value.
        var lineStart = old[..first].LastIndexOfAny(LineBreak.Characters) + 1;
        var lead = node.Value.AsSpan().TrimStart("\n\u2028\u2029");
        var indentation = old[lineStart..first][..^(lead.Length - lead.TrimStart(' ').Length)];
        return $"{Strip(old[..headerEnd])}{old[headerEnd..LineBreak.Skip(old, headerEnd)]}{indentation}{value}{old[(last + 1)..]}";
    }

    private static int IndexOfText(ReadOnlySpan<char> old, int from)
    {
        var index = old[from..].IndexOfAnyExcept(LineBreak.WhiteSpace);
        return index < 0 ? -1 : from + index;
    }

    /// <summary>The header with <c>-</c> for its chomping: <c>|</c>, <c>|+</c> and <c>|2</c> become <c>|-</c> and <c>|2-</c>.</summary>
    private static string Strip(ReadOnlySpan<char> header)
    {
        var length = 1;
        while (length < header.Length && header[length] is '+' or '-' or (>= '0' and <= '9'))
        {
            length++;
        }

        var indicators = header[..length];
        var stripped =
            indicators.Contains('-') ? indicators.ToString()
            : indicators.Contains('+') ? indicators.ToString().Replace('+', '-')
            : $"{indicators}-";
        return $"{stripped}{header[length..]}";
    }
}
