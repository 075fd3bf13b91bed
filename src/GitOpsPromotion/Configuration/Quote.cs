using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Configuration;

/// <summary>Quotes text of the file in messages: on one line, without control characters, at most 60 characters.</summary>
internal static class Quote
{
    private const int MaxRunes = 60;

    public static string Of(string text)
    {
        var shown = Printable(text.EnumerateRunes().Take(MaxRunes));
        return text.EnumerateRunes().Skip(MaxRunes).Any() ? $"'{shown}…'" : $"'{shown}'";
    }

    /// <summary>A message that can contain text of the file, on one line and without control characters.</summary>
    public static string OneLine(string sentence) => Printable(sentence.EnumerateRunes());

    /// <summary>Quotes several texts: <c>'a', 'b' and 'c'</c>.</summary>
    public static string Of(IReadOnlyCollection<string> texts) =>
        texts.Count < 2
            ? string.Concat(texts.Select(Of))
            : $"{string.Join(", ", texts.SkipLast(1).Select(Of))} and {Of(texts.Last())}";

    private static string Printable(IEnumerable<Rune> runes) =>
        string.Concat(
            runes.Select(rune =>
                IsPrintable(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
            )
        );

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned
            );
}
