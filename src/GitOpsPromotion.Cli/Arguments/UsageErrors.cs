using System.CommandLine;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>The result of a command line with invalid arguments.</summary>
internal static class UsageErrors
{
    public static Result For(ParseResult parsed)
    {
        var errors = ArgumentErrors.Find(parsed);
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "" : " " + command.Name;
        return Result.Failed(
            string.Join(' ', errors),
            $"Run 'gitops-promotion{name} --help' for options and examples.",
            ExitCode.Usage
        ) with
        {
            Errors = errors,
        };
    }
}
