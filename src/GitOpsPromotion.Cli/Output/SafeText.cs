using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>
/// Makes text harmless for terminals and CI systems: descriptions, statuses and git's words come from others, and a
/// CI job's output is read for commands.
/// </summary>
internal static partial class SafeText
{
    /// <summary>One or more lines, of which none moves a cursor, reverses text or is read as a CI command.</summary>
    public static string Lines(string text) => Break(Visible(text.ReplaceLineEndings("\n"), keep: '\n'));

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Break(Visible(text.ReplaceLineEndings(" "), keep: null)).TrimEnd();

    /// <summary>JSON whose strings hold no CI command. What it means is unchanged.</summary>
    public static string Json(string json) => json.Replace("##", @"\u0023#", StringComparison.Ordinal);

    private static string Visible(string text, char? keep)
    {
        StringBuilder visible = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == keep || rune.Value is '\t' || !IsInvisible(rune))
            {
                visible.Append(rune);
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return visible.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    // GitHub reads '::name' at the start of a line and '##[' anywhere; Azure Pipelines reads '##vso[' and '##[' anywhere.
    private static string Break(string text) => HashCommand.Replace(ColonCommand.Replace(text, "${blank}: :"), "# #");

    [GeneratedRegex(@"^(?<blank>\s*)::", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ColonCommand { get; }

    [GeneratedRegex(@"##(?=vso\[|\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HashCommand { get; }
}
