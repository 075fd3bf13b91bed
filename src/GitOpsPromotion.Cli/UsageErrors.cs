using System.CommandLine;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli;

/// <summary>Says what is wrong with the arguments.</summary>
internal static class UsageErrors
{
    public static Result Report(ParseResult parsed, Terminal terminal, bool json)
    {
        var messages = ArgumentErrors.Find(parsed);
        foreach (var message in messages)
        {
            terminal.WriteError($"error: {message}");
        }

        var command = parsed.CommandResult.Command;
        var hint =
            $"gitops-promotion{(command is RootCommand ? "" : " " + command.Name)} --help shows the options and examples.";
        terminal.WriteError($"hint: {hint}");
        var result = Result.Failed(string.Join(' ', messages), hint, (int)ExitCode.Usage);
        if (json)
        {
            terminal.WriteJson(result.ToJson());
        }

        return result;
    }
}
