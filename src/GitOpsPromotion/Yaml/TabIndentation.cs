namespace GitOpsPromotion.Yaml;

/// <summary>Finds the tab that a YAML parser failed on. The parser often reports the line where the block begins instead.</summary>
internal static class TabIndentation
{
    // Each candidate costs up to two parses of the text before it, so both limits bound the time for a hostile file.
    private const int MaxCandidates = 20;
    private const int MaxLength = 1024 * 1024;

    /// <summary>The line and the column of the tab, from 1; null if the failure has another cause, or is far into a large text.</summary>
    /// <param name="text">The text that was parsed.</param>
    /// <param name="firstLine">The line that the parser reported.</param>
    /// <param name="message">The parser's message.</param>
    /// <param name="parse">Parses a text and returns the parser's message, or null if the text is valid.</param>
    public static (int Line, int Column)? Find(string text, long firstLine, string message, Func<string, string?> parse)
    {
        var candidates = FindIndented(text)
            .TakeWhile(tab => tab.End <= MaxLength)
            .Where(tab => tab.Line >= firstLine)
            .Take(MaxCandidates);
        foreach (var (line, column, start, end) in candidates)
        {
            // The tab is the cause if the text fails in the same way with its line, and not without.
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
            var lineFeed = text.IndexOf('\n', start);
            var end = lineFeed < 0 ? text.Length : lineFeed + 1;
            var tab = text.AsSpan(start, end - start).IndexOf('\t');
            if (tab >= 0 && text.AsSpan(start, tab).TrimStart(' ').IsEmpty)
            {
                yield return (line, tab + 1, start, end);
            }

            start = end;
        }
    }
}
