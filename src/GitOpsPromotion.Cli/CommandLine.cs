using System.CommandLine;
using System.CommandLine.Help;
using GitOpsPromotion.Cli.Commands;
using GitOpsPromotion.Cli.Completion;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli;

/// <summary>The whole front end, apart from the process it runs in.</summary>
internal static class CommandLine
{
    /// <param name="arguments">The command line without the program.</param>
    /// <param name="terminal">Where the answer and messages go.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="interruption">Cancelled when a signal asks the process to end.</param>
    public static async Task<ExitCode> RunAsync(
        IReadOnlyList<string> arguments,
        Terminal terminal,
        Func<string, string?> environment,
        TimeProvider time,
        CancellationToken interruption
    )
    {
        arguments = SingleDash.Translate(HelpRequest.Translate(arguments));
        Secrets.HideAll(arguments, terminal, environment);
        CommonOptions common = new();
        using Composition composition = new(common, terminal, environment, time);
        var parsed = Parse(arguments, composition);
        try
        {
            // Help clears the errors of the parser, and would be the wrong one for a command that does not exist.
            if (
                parsed.Errors.Count > 0
                || (parsed.Action is HelpWithExamples && ArgumentErrors.FindUnknownCommand(parsed) is not null)
            )
            {
                return Conclude(UsageErrors.Report(parsed, terminal, WantsJson(arguments)));
            }

            using var ends = CancellationTokenSource.CreateLinkedTokenSource(
                interruption,
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
                    ends.Token
                );
            return code is ExitCode.Done ? AfterSuccess(terminal, interruption) : code;
        }
        // git gets the same signal and may die of it first: then its failure is no news.
        catch (PromotionException failure)
            when (failure.Kind is not FailureKind.Unavailable
                || !(composition.HasTimedOut || Interruption.IsUnderWay(interruption))
            )
        {
            return Conclude(
                Failures.Report(
                    composition.WithTokenHint(failure),
                    terminal,
                    common.WantsJson(parsed),
                    parsed.GetValue(common.Verbose)
                )
            );
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or PromotionException)
        {
            if (composition.HasTimedOut && !interruption.IsCancellationRequested)
            {
                return Conclude(
                    Failures.Report(
                        Failures.GivenUp(composition.Deadline!),
                        terminal,
                        common.WantsJson(parsed),
                        parsed.GetValue(common.Verbose)
                    )
                );
            }

            return Conclude(Failures.ReportInterruption(terminal, common.WantsJson(parsed)));
        }
#pragma warning disable CA1031 // The last line of defence: whatever escapes is shown as one message, never as a bare trace.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return Conclude(
                Failures.ReportBug(bug, terminal, common.WantsJson(parsed), parsed.GetValue(common.Verbose))
            );
        }

        ExitCode Conclude(Result failed)
        {
            composition.Report.Write(parsed.CommandResult.Command.Name, failed);
            return (ExitCode)failed.ExitCode!.Value;
        }
    }

    // The answer is there, so a signal or a full disk is reported beside it.
    private static ExitCode AfterSuccess(Terminal terminal, CancellationToken interruption)
    {
        if (interruption.IsCancellationRequested)
        {
            terminal.WriteErrorOnce(Failures.Interrupted);
            return ExitCode.Interrupted;
        }

        if (terminal.OutputFailure is { } failure)
        {
            Failures.ReportLostAnswer(failure, terminal);
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    // The options cannot be asked where they are what is wrong.
    private static bool WantsJson(IReadOnlyList<string> arguments) =>
        arguments.Contains("--output=json", StringComparer.Ordinal)
        || arguments.Zip(arguments.Skip(1)).Any(pair => pair is ("--output" or "-o", "json"));

    /// <summary>Reads the arguments; what is wrong with them is in the result.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments, Composition composition) =>
        Root(composition)
            .Parse(
                arguments,
                // A tag or a token may start with '@', which would otherwise name a response file;
                // '-app' is one option, and not '-a', '-p' and '-p'.
                new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false }
            );

    private static RootCommand Root(Composition composition)
    {
        RootCommand root = new(
            "Promotes versions through environments with GitOps: rewrites the image versions that $imagepolicy comments "
                + "mark, and moves them on with pull requests."
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
        root.Add(DemoCommand.Create(composition));
        root.Add(CompletionCommand.Create(composition));
        NameCompletion.AddTo(root.Subcommands, composition.Time);

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, terminalHelp: composition.Terminal.RawOutput);
        return root;
    }
}
