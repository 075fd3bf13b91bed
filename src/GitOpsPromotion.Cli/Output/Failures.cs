using GitOpsPromotion.Configuration;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The results of commands that failed, with their exit codes.</summary>
internal static class Failures
{
    public const string InterruptedMessage =
        "interrupted: what was done so far stays; run the command again to finish.";

    public static Result For(PromotionException failure) =>
        Result.Failed(failure.Message, failure.Hint, failure.Kind.ToExitCode()) with
        {
            Page = failure.Page,
            Exception = failure,
        };

    /// <summary>An exception that is not expected.</summary>
    public static Result ForBug(Exception bug) =>
        Result.Failed(
            $"Internal error ({bug.GetType().Name}): {bug.Message}",
            "This is a bug. Run the command again with --verbose, and report the output.",
            ExitCode.Failed
        ) with
        {
            Exception = bug,
        };

    public static Result ForTimeout(TimeSpan limit) =>
        For(
            new PromotionException(FailureKind.Unavailable, $"Timed out after {Duration.Write(limit)}.")
            {
                Hint =
                    "What was done so far stays: run the command again to finish. Use --timeout for a longer timeout.",
            }
        );

    public static Result ForInterruption() => Result.Failed(InterruptedMessage, hint: null, ExitCode.Interrupted);

    /// <summary>The command succeeded, but its result was not written to standard output.</summary>
    public static void ReportLostOutput(Exception cause, Terminal terminal)
    {
        terminal.WriteError($"error: The result was not written to standard output: {cause.Message}.");
        terminal.WriteError("hint: The command itself succeeded. Run it again to see the result.");
    }
}
