using System.CommandLine;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli;

/// <summary>Says what is wrong with the arguments.</summary>
internal static class UsageErrors
{
    public static Result Report(ParseResult parsed, Terminal terminal, bool json)
    {
        var messages = parsed
            .Errors.Select(error => Shown(error.Message, parsed))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var message in messages)
        {
            terminal.Say($"error: {message}");
        }

        var command = parsed.CommandResult.Command;
        var hint =
            $"gitops-promotion{(command is RootCommand ? "" : " " + command.Name)} --help shows the options and examples.";
        terminal.Say($"hint: {hint}");
        var result = Result.Failed(string.Join(' ', messages), hint, (int)ExitCode.Usage);
        if (json)
        {
            terminal.AnswerJson(result.ToJson());
        }

        return result;
    }

    /// <summary>What follows a misspelt option may be a token: of arguments that nothing reads, only an option's name is shown.</summary>
    private static string Shown(string message, ParseResult parsed)
    {
        var misspelt = parsed.UnmatchedTokens.Any(argument => argument.StartsWith('-'));
        foreach (var argument in parsed.UnmatchedTokens.OrderByDescending(argument => argument.Length))
        {
            var name =
                argument.StartsWith('-') ? argument.Split('=', ':')[0]
                : misspelt ? "…"
                : argument;
            message = message.Replace($"'{argument}'", $"'{name}'", StringComparison.Ordinal);
        }

        return message;
    }
}
