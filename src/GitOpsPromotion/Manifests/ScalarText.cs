using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Writes a new value in the style of the old one.</summary>
internal static class ScalarText
{
    private const string StringTag = "tag:yaml.org,2002:str";

    /// <summary>The text of a scalar with a new value, which every YAML reader reads as a string.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="old">The scalar's text, from its quote, indicator or first character to its end.</param>
    /// <param name="node">The scalar.</param>
    /// <param name="value">The new value, on one line.</param>
    public static string Write(string path, ReadOnlySpan<char> old, MarkedNode node, string value) =>
        node.Style switch
        {
            ScalarStyle.SingleQuoted => Quote(value),
            ScalarStyle.DoubleQuoted => $"\"{value}\"",
            ScalarStyle.Literal or ScalarStyle.Folded => WriteBlock(path, old, node, value),
            _ when IsOtherType(node, value) => $"\"{value}\"",
            _ when !PlainScalar.CanRepresent(value, node.InFlow) => Quote(value),
            _ => value,
        };

    /// <summary>Whether some YAML reader does not read a text as a string, in the scalar's style and with its tag.</summary>
    public static bool IsOtherType(MarkedNode node, string value) =>
        node.Style is ScalarStyle.Plain && node.Tag is not (StringTag or "!") && !PlainScalar.ReadsAsString(value);

    private static string Quote(string value) => $"'{value}'";

    /// <summary>
    /// A block scalar with one line. Its header gets the indicator that strips the final line break, because a version
    /// does not end in one. The empty lines after it stay.
    /// </summary>
    private static string WriteBlock(string path, ReadOnlySpan<char> old, MarkedNode node, string value)
    {
        var headerEnd = old.IndexOfAny(LineBreak.Characters);
        var first = headerEnd < 0 ? -1 : IndexOfText(old, headerEnd);
        var last = old.LastIndexOfAnyExcept(LineBreak.WhiteSpace);
        if (first < 0)
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                "is an empty block scalar, which cannot be set to a version",
                "Write the value after its key, on the line of the marker."
            );
        }

        // Some of the spaces at the start of the first line can belong to the value. The others are indentation.
        var lineStart = old[..first].LastIndexOfAny(LineBreak.Characters) + 1;
        var lead = node.Value.AsSpan().TrimStart("\n\u2028\u2029");
        var indentation = old[lineStart..first][..^(lead.Length - lead.TrimStart(' ').Length)];
        return $"{WithStripIndicator(old[..headerEnd])}{old[headerEnd..LineBreak.Skip(old, headerEnd)]}{indentation}{value}{old[(last + 1)..]}";
    }

    private static int IndexOfText(ReadOnlySpan<char> old, int from)
    {
        var index = old[from..].IndexOfAnyExcept(LineBreak.WhiteSpace);
        return index < 0 ? -1 : from + index;
    }

    /// <summary>The header with the indicator <c>-</c>: <c>|</c> and <c>|+</c> become <c>|-</c>, and <c>|2</c> becomes <c>|2-</c>.</summary>
    private static string WithStripIndicator(ReadOnlySpan<char> header)
    {
        var length = 1;
        while (length < header.Length && header[length] is '+' or '-' or (>= '0' and <= '9'))
        {
            length++;
        }

        var indicators = header[..length];
        var replaced = indicators.ToString().Replace('+', '-');
        return $"{replaced}{(replaced.Contains('-', StringComparison.Ordinal) ? "" : "-")}{header[length..]}";
    }
}
