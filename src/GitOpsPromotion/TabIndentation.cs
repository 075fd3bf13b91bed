namespace GitOpsPromotion;

/// <summary>Finds the tab that a YAML parser failed on. The parser's own marks often name the line where it began to read.</summary>
internal static class TabIndentation
{
    // Each is a parse of the text up to there.
    private const int MostCandidates = 20;

    /// <summary>The line and the column of the tab, from 1; null where the failure has another cause.</summary>
    /// <param name="text">The text that was parsed.</param>
    /// <param name="firstLine">The line where the parser says that the failure begins.</param>
    /// <param name="message">The parser's message.</param>
    /// <param name="parse">Parses a text; returns the parser's message, or null where it has none.</param>
    public static (int Line, int Column)? Find(string text, long firstLine, string message, Func<string, string?> parse)
    {
        var candidates = FindIndented(text).Where(tab => tab.Line >= firstLine).Take(MostCandidates);
        foreach (var (line, column, start, end) in candidates)
        {
            // Cut before the line, the text is right; cut behind it, it fails in the same way.
            if (FailsAlike(text[..start]))
            {
                return null;
            }

            if (FailsAlike(text[..end]))
            {
                return (line, column);
            }
        }

        return null;

        bool FailsAlike(string part) => string.Equals(parse(part), message, StringComparison.Ordinal);
    }

    private static IEnumerable<(int Line, int Column, int Start, int End)> FindIndented(string text)
    {
        var line = 0;
        for (var start = 0; start < text.Length; )
        {
            line++;
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed + 1;
            var tab = text.AsSpan(start, end - start).IndexOf('\t');
            if (tab >= 0 && text.AsSpan(start, tab).TrimStart(' ').IsEmpty)
            {
                yield return (line, tab + 1, start, end);
            }

            start = end;
        }
    }
}
