using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Completion;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;

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
        ToolCommand command = new(
            "completion",
            "Print the shell completion script.",
            "gitops-promotion completion bash"
        )
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
                    name is null ? "The argument SHELL is required." : $"'{name}' is not a valid value for SHELL."
                )
                {
                    Hint = $"Valid values: {shells}.",
                };
            composition.Terminal.RawOutput.Write(script + '\n');
            return (int)ExitCode.Done;
        });
        return command;
    }
}
