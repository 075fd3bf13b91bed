using System.CommandLine;
using GitOpsPromotion.Cli.Completion;

namespace GitOpsPromotion.Cli.Commands;

internal static class CompletionCommand
{
    public static Command Create(Composition composition)
    {
        var shells = string.Join(", ", CompletionScripts.Shells);
        Argument<string?> shell = new("SHELL")
        {
            Description = $"The shell: {shells}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        Command command = new("completion", "Print the script that lets a shell complete commands, options and names.")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell);
            var script =
                CompletionScripts.Find(name)
                ?? throw new PromotionException(
                    FailureKind.Configuration,
                    name is null ? "the argument SHELL is required" : $"'{name}' is not a valid value for SHELL."
                )
                {
                    Hint = $"It must be one of: {shells}.",
                };
            composition.Terminal.RawOutput.Write(script + '\n');
            return (int)ExitCode.Done;
        });
        return command;
    }
}
