using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Configuration;

/// <summary>Text of the file as a message may show it: quoted, on one line, no terminal control, bounded.</summary>
internal static class Quote
{
    private const int MaxRunes = 60;

    public static string Of(string text)
    {
        var shown = Printable(text.EnumerateRunes().Take(MaxRunes));
        return text.EnumerateRunes().Skip(MaxRunes).Any() ? $"'{shown}…'" : $"'{shown}'";
    }

    /// <summary>A sentence that quotes the file, such as a parser's message: on one line and printable.</summary>
    public static string OneLine(string sentence) => Printable(sentence.EnumerateRunes());

    /// <summary>Words as a choice: <c>'a', 'b' and 'c'</c>.</summary>
    public static string Of(IReadOnlyCollection<string> words) =>
        words.Count < 2
            ? string.Concat(words.Select(Of))
            : $"{string.Join(", ", words.SkipLast(1).Select(Of))} and {Of(words.Last())}";

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
