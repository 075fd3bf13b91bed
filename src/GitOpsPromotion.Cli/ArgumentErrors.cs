using System.CommandLine;
using System.CommandLine.Parsing;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli;

/// <summary>What is wrong with the arguments: one sentence for each mistake, however many errors the parser reports for it.</summary>
internal static class ArgumentErrors
{
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        if (FindUnknownCommand(parsed) is { } unknown)
        {
            return [unknown];
        }

        var results = parsed
            .RootCommandResult.Children.Concat(parsed.CommandResult.Children)
            .OfType<OptionResult>()
            .Where(result => result.IdentifierTokenCount > 0)
            .Distinct()
            .ToList();
        var known = OptionsFor(parsed).ToList();
        var swallowing = results.Where(result => HasOptionAsValue(result, known)).ToList();
        var misused = results.Where(result => swallowing.Contains(result) || IsMisused(result)).ToList();
        // What stands behind an option that was taken for a value is out of place only because of that.
        var unknownOptions = swallowing.Count > 0 ? [] : UnknownOptions.FindSimilar(parsed.UnmatchedTokens, known);
        List<string> mistakes =
        [
            .. swallowing.Count > 0 ? [] : UnknownOptions.Describe(parsed.UnmatchedTokens, known),
            .. misused.Select(result => Describe(result, swallowing)),
            .. parsed
                .Errors.Where(error =>
                    FindOption(error) is { } result && results.Contains(result) && !misused.Contains(result)
                )
                .Select(error => error.Message),
            .. known
                .Where(option => option.Required && parsed.GetResult(option) is null or { IdentifierTokenCount: 0 })
                .Where(option => !unknownOptions.Contains(option))
                .Where(option => !swallowing.Any(result => IsNameOf(option, result.Tokens[0].Value)))
                .Select(option => $"option '{option.Name}' is required"),
        ];
        return mistakes.Count > 0 ? [.. mistakes.Distinct(StringComparer.Ordinal)] : ["a command is required"];
    }

    /// <summary>The mistake that a word is which stands where a command belongs; null where there is none.</summary>
    public static string? FindUnknownCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand root
        && parsed.UnmatchedTokens is [var word, ..]
        && !word.StartsWith('-')
            ? $"unknown command '{word}'"
                + UnknownOptions.Suggest(
                    NearestName.Find(word, [.. root.Subcommands.Select(command => command.Name), HelpRequest.Command])
                )
            : null;

    private static IEnumerable<Option> OptionsFor(ParseResult parsed) =>
        parsed
            .CommandResult.Command.Options.Concat(
                parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)
            )
            .Distinct();

    private static bool IsMisused(OptionResult result) =>
        result.IdentifierTokenCount > 1 || (result.Tokens.Count == 0 && result.Option.Arity.MinimumNumberOfValues > 0);

    private static bool HasOptionAsValue(OptionResult result, IEnumerable<Option> known) =>
        result.Tokens is [var token] && known.Any(option => IsNameOf(option, token.Value));

    private static string Describe(OptionResult result, List<OptionResult> swallowing)
    {
        var name = result.Option.Name;
        return swallowing.Contains(result) ? $"option '{name}' needs a value, but '{result.Tokens[0].Value}' follows"
            : result.IdentifierTokenCount > 1 ? $"option '{name}' is given more than once"
            : $"option '{name}' needs a value";
    }

    private static OptionResult? FindOption(ParseError error) =>
        error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;

    private static bool IsNameOf(Option option, string word) =>
        option.Name == word || option.Aliases.Contains(word, StringComparer.Ordinal);
}
