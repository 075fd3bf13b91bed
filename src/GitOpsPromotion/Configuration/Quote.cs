using GitOpsPromotion.Text;

namespace GitOpsPromotion.Configuration;

/// <summary>Quotes text of the file in messages: on one line, without control characters, at most 60 characters.</summary>
internal static class Quote
{
    private const int MaxRunes = 60;

    public static string Of(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        var shown = SafeText.Escape(string.Concat(runes.Take(MaxRunes)));
        return runes.Count > MaxRunes ? $"'{shown}…'" : $"'{shown}'";
    }

    /// <summary>A message that can contain text of the file, on one line and without control characters.</summary>
    public static string OneLine(string sentence) => SafeText.Escape(sentence);

    /// <summary>Quotes several texts: <c>'a', 'b' and 'c'</c>.</summary>
    public static string Of(IReadOnlyCollection<string> texts) =>
        texts.Count < 2
            ? string.Concat(texts.Select(Of))
            : $"{string.Join(", ", texts.SkipLast(1).Select(Of))} and {Of(texts.Last())}";
}
