using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Configuration;

namespace GitOpsPromotion.Cli;

/// <summary>The one edge where failures become words and exit codes.</summary>
internal static class Failures
{
    /// <summary>What a command that was interrupted ends with.</summary>
    public const string Interrupted = "interrupted: what was done so far stays; run the command again to finish.";

    public static Result Report(PromotionException failure, Terminal terminal, bool json, bool verbose) =>
        Say(failure, failure.Message, failure.Hint, failure.Kind.ToExitCode(), terminal, json, verbose);

    public static Result ReportBug(Exception bug, Terminal terminal, bool json, bool verbose) =>
        Say(
            bug,
            $"This should not have happened ({bug.GetType().Name}): {bug.Message}",
            "Run it again with --verbose, and report what it prints.",
            ExitCode.Failed,
            terminal,
            json,
            verbose
        );

    /// <summary>What a command that took too long ends with.</summary>
    public static PromotionException GivenUp(Deadline deadline) =>
        new(
            FailureKind.Unavailable,
            $"The command was not done after {Duration.Write(deadline.Limit)}, and was given up."
        )
        {
            Hint = "What was done so far stays: run the command again to finish. --timeout gives it more time.",
        };

    public static Result ReportInterruption(Terminal terminal, bool json)
    {
        terminal.WriteErrorOnce(Interrupted);
        var result = Result.Failed(Interrupted, hint: null, (int)ExitCode.Interrupted);
        if (json)
        {
            terminal.WriteJson(result.ToJson());
        }

        return result;
    }

    /// <summary>What a command ends with that has done its work and could not print the answer.</summary>
    public static void ReportLostAnswer(Exception cause, Terminal terminal)
    {
        terminal.WriteError($"error: The answer was not written to standard output: {cause.Message}.");
        terminal.WriteError("hint: The command itself succeeded. Run it again to see the answer.");
    }

    private static Result Say(
        Exception exception,
        string message,
        string? hint,
        ExitCode code,
        Terminal terminal,
        bool json,
        bool verbose
    )
    {
        terminal.WriteError($"error: {message}");
        if (hint is not null)
        {
            // An example may have several lines.
            terminal.WriteErrorLines($"hint: {hint}");
        }

        if (exception is PromotionException { Page: { } page } && PullRequestLine.IsWebAddress(page))
        {
            terminal.WriteErrorLink("pull request:", page);
        }

        if (verbose)
        {
            terminal.WriteErrorLines(exception.ToString());
        }

        var result = Result.Failed(message, hint, (int)code);
        if (json)
        {
            terminal.WriteJson(result.ToJson());
        }

        return result;
    }
}
