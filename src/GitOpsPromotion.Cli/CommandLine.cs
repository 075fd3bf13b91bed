using System.CommandLine;
using System.CommandLine.Help;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Commands;
using GitOpsPromotion.Cli.Completion;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Cli.Providers;

namespace GitOpsPromotion.Cli;

/// <summary>The front end without the process: parses the arguments, runs the command, reports its failure.</summary>
internal static class CommandLine
{
    /// <param name="arguments">The arguments without the program name.</param>
    /// <param name="terminal">Receives results and messages.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="interruption">The signals that end the command.</param>
    public static async Task<ExitCode> RunAsync(
        IReadOnlyList<string> arguments,
        Terminal terminal,
        Func<string, string?> environment,
        TimeProvider time,
        Interruption interruption
    )
    {
        arguments = SingleDash.Translate(HelpRequest.Translate(arguments));
        Secrets.HideAll(arguments, terminal, environment);
        CommonOptions common = new();
        using Composition composition = new(common, terminal, environment, time, interruption);
        var parsed = Parse(arguments, composition);
        if (HasErrors(parsed))
        {
            var failed = UsageErrors.For(parsed);
            new ResultPrinter(terminal, HasJson(arguments), verbose: false).Write(failed);
            return (ExitCode)composition.WriteToCi(parsed, failed);
        }

        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(
                interruption.Token,
                composition.StartDeadline(parsed).Token
            );
            var code = (ExitCode)
                await parsed.InvokeAsync(
                    new InvocationConfiguration
                    {
                        EnableDefaultExceptionHandler = false,
                        Output = terminal.RawOutput,
                        ProcessTerminationTimeout = null,
                    },
                    end.Token
                );
            return code is ExitCode.Done ? AfterSuccess(terminal, interruption) : code;
        }
#pragma warning disable CA1031 // The last exception handler: an unexpected exception becomes one message, not a bare stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (ExitCode)composition.Write(parsed, ResultFor(exception, composition));
        }
    }

    /// <summary>Parses the arguments. The result contains the errors.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments, Composition composition) =>
        Root(composition)
            .Parse(
                arguments,
                // A tag or a token may start with '@', which would otherwise be read as a response file;
                // '-app' is one option, not '-a', '-p' and '-p'.
                new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false }
            );

    // Help clears the errors of the parser, but the help of the tool does not answer a command that does not exist.
    private static bool HasErrors(ParseResult parsed) =>
        parsed.Errors.Count > 0
        || (parsed.Action is HelpWithExamples && ArgumentErrors.FindUnknownCommand(parsed) is not null);

    // The parser cannot be asked for --output if the arguments are invalid.
    private static bool HasJson(IReadOnlyList<string> arguments) =>
        arguments.Contains("--output=json", StringComparer.Ordinal)
        || arguments.Zip(arguments.Skip(1)).Any(pair => pair is ("--output" or "-o", "json"));

    private static Result ResultFor(Exception exception, Composition composition) =>
        exception switch
        {
            // git receives the same signal, and may be killed by it first: that failure is not reported.
            PromotionException failure
                when failure.Kind is not FailureKind.Unavailable
                    || !(composition.HasTimedOut || composition.Interruption.IsRequestedSoon()) => Failures.For(
                composition.WithTokenHint(failure)
            ),
            PromotionException
            or OperationCanceledException when composition.HasTimedOut && !composition.Interruption.IsRequested =>
                Failures.ForTimeout(composition.Deadline!.Limit),
            PromotionException or OperationCanceledException => Failures.ForInterruption(),
            _ => Failures.ForBug(exception),
        };

    // The result is complete, so a signal or a full disk is reported in addition.
    private static ExitCode AfterSuccess(Terminal terminal, Interruption interruption)
    {
        if (interruption.IsRequested)
        {
            terminal.WriteErrorOnce(Failures.InterruptedMessage);
            return ExitCode.Interrupted;
        }

        if (terminal.OutputFailure is { } failure)
        {
            Failures.ReportLostOutput(failure, terminal);
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    private static RootCommand Root(Composition composition)
    {
        RootCommand root = new(
            "Promotes versions through the environments of a GitOps repository: sets the image versions that $imagepolicy "
                + "comments mark, with a pull request for each environment."
        );
        foreach (var option in composition.Common.All)
        {
            root.Add(option);
        }

        root.Add(NewCommand.Create(composition));
        root.Add(PromoteCommand.Create(composition));
        root.Add(StatusCommand.Create(composition));
        root.Add(ListCommand.Create(composition));
        root.Add(MergeCommand.Create(composition));
        root.Add(ReportCommand.Create(composition));
        root.Add(
            DemoCommand.Create(
                composition,
                // Without the environment of this process: no token, and no CI job's branch.
                (arguments, terminal, token) =>
                    RunAsync(
                        arguments,
                        terminal,
                        static _ => null,
                        composition.Time,
                        composition.Interruption with
                        {
                            Token = token,
                        }
                    )
            )
        );
        root.Add(CompletionCommand.Create(composition));
        NameCompletion.AddTo(root.Subcommands, composition.Time);

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, composition.Terminal.RawOutput);
        return root;
    }
}
