using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Text;

/// <summary>Makes text from other people safe in Markdown and HTML: it starts no markup, link, mention or table cell.</summary>
public static class MarkdownText
{
    /// <summary>Text with character references for ASCII punctuation and spaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="except">ASCII characters that are kept.</param>
    public static string Escape(string text, string except = "")
    {
        StringBuilder escaped = new();
        foreach (var rune in text.EnumerateRunes())
        {
            if (
                !rune.IsAscii
                || char.IsAsciiLetterOrDigit((char)rune.Value)
                || except.Contains((char)rune.Value, StringComparison.Ordinal)
            )
            {
                escaped.Append(rune);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
            }
        }

        return escaped.ToString();
    }

    /// <summary>Text as a code span that fits into a table cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Longer text is cut.</param>
    public static string CodeSpan(string text, int maxLength)
    {
        if (text.Length == 0)
        {
            return "(empty)";
        }

        StringBuilder span = new("`");
        foreach (var rune in Cut(text, maxLength).EnumerateRunes())
        {
            span.Append(rune.Value is '`' or '|' || Rune.IsControl(rune) ? "?" : rune.ToString());
        }

        return span.Append('`').ToString();
    }

    /// <summary>Text as an HTML <c>code</c> element, in which GitHub makes no mentions and no links.</summary>
    /// <param name="text">One line.</param>
    /// <param name="maxLength">Longer text is cut.</param>
    public static string CodeElement(string text, int maxLength) =>
        $"<code>{Escape(Cut(text, maxLength), except: " ")}</code>";

    private static string Cut(string text, int maxLength) => text.Length <= maxLength ? text : text[..maxLength] + "…";
}
