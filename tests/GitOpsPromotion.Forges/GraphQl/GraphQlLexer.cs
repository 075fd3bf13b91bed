using System.Text.RegularExpressions;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Takes a document apart into words.</summary>
/// <remarks>Source: https://spec.graphql.org/October2021/#sec-Appendix-Grammar-Summary.Lexical-Tokens</remarks>
internal static partial class GraphQlLexer
{
    public static IReadOnlyList<GraphQlToken> Read(string document)
    {
        List<GraphQlToken> tokens = [];
        var (line, column) = (1, 1);

        for (var position = 0; position < document.Length; )
        {
            var match = Word.Match(document, position);

            if (!match.Success)
            {
                throw new GraphQlException($"Parse error on \"{document[position]}\"", line, column);
            }

            if (Kind(match) is { } kind)
            {
                var text = kind is GraphQlTokenKind.Text ? Unquote(match.Value) : match.Value;
                tokens.Add(new(kind, text, line, column));
            }

            foreach (var letter in match.Value)
            {
                (line, column) = letter is '\n' ? (line + 1, 1) : (line, column + 1);
            }

            position += match.Length;
        }

        tokens.Add(new(GraphQlTokenKind.End, "", line, column));
        return tokens;
    }

    private static GraphQlTokenKind? Kind(Match match) =>
        match.Groups["text"].Success ? GraphQlTokenKind.Text
        : match.Groups["name"].Success ? GraphQlTokenKind.Name
        : match.Groups["number"].Success ? GraphQlTokenKind.Number
        : match.Groups["mark"].Success ? GraphQlTokenKind.Punctuator
        : null;

    private static string Unquote(string quoted) =>
        quoted.StartsWith("\"\"\"", StringComparison.Ordinal)
            ? quoted[3..^3].Trim()
            : System.Text.Json.JsonSerializer.Deserialize<string>(quoted)!;

    [GeneratedRegex(
        """
            \G(?:(?<ignored>[\s,\uFEFF]+|\#[^\n]*)|(?<text>"{3}[\s\S]*?"{3}|"(?:[^"\\\n]|\\.)*")|(?<name>[_A-Za-z][_0-9A-Za-z]*)|(?<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(?<mark>\.\.\.|[!$&()\[\]{}:=@|]))
            """,
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Word { get; }
}
