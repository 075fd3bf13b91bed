using System.Buffers;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>How YAML readers interpret text without quotes.</summary>
internal static partial class PlainScalar
{
    private static readonly SearchValues<char> FlowCharacters = SearchValues.Create(",[]{}:");

    /// <summary>Whether the text is null.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Whether the text is a string in YAML 1.1, in YAML 1.2 and for go-yaml v3.</summary>
    public static bool ReadsAsString(string text) => !OtherTypes.IsMatch(text) && !IsNumberOfGo(text);

    /// <summary>Whether every reader reads a scalar without a tag as a string, because of its quotes or its text.</summary>
    public static bool IsString(string text, ScalarStyle style) =>
        style is not ScalarStyle.Plain || (text.Length > 0 && ReadsAsString(text));

    /// <summary>go-yaml v3 removes all underscores from a text that starts like a number before it parses it.</summary>
    private static bool IsNumberOfGo(string text) =>
        text[0] is (>= '0' and <= '9') or '+' or '-'
        && OtherTypes.IsMatch(text.Replace("_", "", StringComparison.Ordinal));

    /// <summary>Whether the text can be written without quotes.</summary>
    /// <param name="text">One line.</param>
    /// <param name="inFlow">
    /// Whether it is in brackets or braces. A colon is safe there in YAML 1.2 only, so Flux quotes it, too.
    /// </param>
    public static bool CanRepresent(string text, bool inFlow) =>
        text.Length > 0
        && text[0] is not (',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"')
        && text[0] is not ('%' or '@' or '`' or '-' or '?' or ':' or ' ')
        && text[^1] is not (':' or ' ')
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !(inFlow && text.AsSpan().ContainsAny(FlowCharacters));

    // The types of https://yaml.org/type/ (YAML 1.1), of the core schema of YAML 1.2 (chapter 10.3), and the extensions
    // of go-yaml v3: 0x, 0o and 0b in either case, dates with single digits.
    [GeneratedRegex(
        """
            \A(
              | ~ | null | Null | NULL | = | <<
              | y | Y | yes | Yes | YES | n | N | no | No | NO | on | On | ON | off | Off | OFF
              | true | True | TRUE | false | False | FALSE
              | [-+]? 0 [xX] [0-9A-Fa-f_]+
              | [-+]? 0 [oO] [0-7_]+
              | [-+]? 0 [bB] [01_]+
              | [-+]? ( [0-9][0-9_]* (\.[0-9_]*)? | \.[0-9][0-9_]* ) ( [eE] [-+]? [0-9][0-9_]* )?
              | [-+]? [0-9][0-9_]* ( : [0-5]?[0-9] )+ ( \.[0-9_]* )?
              | [-+]? \. ( inf | Inf | INF ) | \. ( nan | NaN | NAN )
              | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} ( ( [Tt] | [\ \t]+ ) [0-9] .* )?
            )\z
            """,
        RegexOptions.CultureInvariant
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.Singleline
    )]
    private static partial Regex OtherTypes { get; }
}
