using System.CommandLine;
using System.CommandLine.Parsing;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>The errors in the arguments: one message for each, even if the parser reports several.</summary>
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
        var withOptionAsValue = results.Where(result => HasOptionAsValue(result, known)).ToList();
        var misused = results.Where(result => withOptionAsValue.Contains(result) || IsMisused(result)).ToList();
        // If an option was read as the value of the option before it, the following arguments are unmatched only because of that.
        var unknownOptions =
            withOptionAsValue.Count > 0 ? [] : UnknownOptions.FindSimilar(parsed.UnmatchedTokens, known);
        List<string> errors =
        [
            .. withOptionAsValue.Count > 0 ? [] : UnknownOptions.Describe(parsed.UnmatchedTokens, known),
            .. misused.Select(result => Describe(result, withOptionAsValue)),
            .. parsed
                .Errors.Where(error =>
                    FindOption(error) is { } result && results.Contains(result) && !misused.Contains(result)
                )
                .Select(error => error.Message),
            .. known
                .Where(option => option.Required && parsed.GetResult(option) is null or { IdentifierTokenCount: 0 })
                .Where(option => !unknownOptions.Contains(option))
                .Where(option => !withOptionAsValue.Any(result => IsNameOf(option, result.Tokens[0].Value)))
                .Select(option => $"option '{option.Name}' is required"),
        ];
        return errors.Count > 0 ? [.. errors.Distinct(StringComparer.Ordinal)] : ["a command is required"];
    }

    /// <summary>The error for an unknown command; null if the command exists or is missing.</summary>
    public static string? FindUnknownCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand root
        && parsed.UnmatchedTokens is [var name, ..]
        && !name.StartsWith('-')
            ? $"unknown command '{name}'"
                + UnknownOptions.Suggest(
                    NearestName.Find(name, [.. root.Subcommands.Select(command => command.Name), HelpRequest.Command])
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

    private static string Describe(OptionResult result, List<OptionResult> withOptionAsValue)
    {
        var name = result.Option.Name;
        return withOptionAsValue.Contains(result)
                ? $"option '{name}' requires a value, but '{result.Tokens[0].Value}' follows"
            : result.IdentifierTokenCount > 1 ? $"option '{name}' is given more than once"
            : $"option '{name}' requires a value";
    }

    private static OptionResult? FindOption(ParseError error) =>
        error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;

    private static bool IsNameOf(Option option, string text) =>
        option.Name == text || option.Aliases.Contains(text, StringComparer.Ordinal);
}
