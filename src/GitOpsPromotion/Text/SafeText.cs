using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Text;

/// <summary>
/// Makes text from other people and programs safe to print. Terminals interpret control characters; CI systems interpret commands in
/// the output of a job.
/// </summary>
public static partial class SafeText
{
    /// <summary>One or more lines, without terminal control characters, bidirectional controls and CI commands.</summary>
    public static string Lines(string text) => BreakCiCommands(Escape(text.ReplaceLineEndings("\n"), "\n\t"));

    /// <summary>The same on one line.</summary>
    public static string Line(string text) =>
        BreakCiCommands(Escape(text.ReplaceLineEndings(" "), except: "\t")).TrimEnd();

    /// <summary>JSON without CI commands in its strings. The values are unchanged.</summary>
    public static string Json(string json) => json.Replace("##", @"\u0023#", StringComparison.Ordinal);

    /// <summary>Invisible characters and line breaks as <c>\u{1b}</c>.</summary>
    public static string Escape(string text) => Escape(text, except: "");

    /// <summary>Escape sequences removed, other invisible characters as spaces: for text that was written for a terminal.</summary>
    internal static string Strip(string line) =>
        Replace(TerminalSequence.Replace(line, ""), except: "", static _ => " ");

    private static string Escape(string text, string except) =>
        Replace(text, except, static rune => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"));

    private static string Replace(string text, string except, Func<Rune, string> replace)
    {
        StringBuilder safe = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune) || (rune.IsAscii && except.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                safe.Append(rune);
            }
            else
            {
                safe.Append(replace(rune));
            }
        }

        return safe.ToString();
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned
            );

    // GitHub Actions reads '::name' at the start of a line and '##[' anywhere; Azure Pipelines reads '##vso[' and '##[' anywhere.
    private static string BreakCiCommands(string text) =>
        HashCommand.Replace(ColonCommand.Replace(text, "${indent}: :"), "# #");

    [GeneratedRegex(@"^(?<indent>\s*)::", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ColonCommand { get; }

    [GeneratedRegex(@"##(?=vso\[|\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HashCommand { get; }

    // CSI, OSC and two-character sequences of ECMA-48.
    [GeneratedRegex(@"\x1B(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\)?|.)", RegexOptions.ExplicitCapture)]
    private static partial Regex TerminalSequence { get; }
}
