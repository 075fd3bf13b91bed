using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Prints results: the result itself on standard output, everything else on standard error.</summary>
/// <param name="terminal">The streams.</param>
/// <param name="json">Whether standard output gets one JSON object.</param>
/// <param name="verbose">Whether failures are printed with their stack traces.</param>
internal sealed class ResultPrinter(Terminal terminal, bool json, bool verbose)
{
    public void Write(Result result)
    {
        if (result.ExitCode is not null)
        {
            WriteFailure(result);
        }

        WriteResult(result);
    }

    /// <summary>Prints the results of several merges: each as text, or the combined one as JSON.</summary>
    public void Write(PromoteResults results)
    {
        // Failures were printed when they happened.
        foreach (var result in json ? [results.Combined] : results.Lines)
        {
            WriteResult(result);
        }
    }

    /// <summary>Prints a failure on standard error only, while the command continues.</summary>
    public void WriteFailure(Result failure)
    {
        if (failure.ExitCode is (int)ExitCode.Interrupted)
        {
            terminal.WriteErrorOnce(failure.Message);
            return;
        }

        foreach (var message in failure.Errors ?? [failure.Message])
        {
            terminal.WriteError($"error: {message}");
        }

        if (failure.Hint is not null)
        {
            // An example may have several lines.
            terminal.WriteErrorLines($"hint: {failure.Hint}");
        }

        if (failure.Page is { } page && PullRequestLine.IsWebAddress(page))
        {
            terminal.WriteErrorLink("pull request:", page);
        }

        if (verbose && failure.Exception is { } exception)
        {
            terminal.WriteErrorLines(exception.ToString());
        }
    }

    /// <param name="board">The board.</param>
    /// <param name="filter">The end of a sentence about the apps that were asked for; empty for all.</param>
    public void Write(Board board, string filter)
    {
        foreach (var problem in board.Problems)
        {
            terminal.WriteError($"warning: {problem}");
        }

        if (json)
        {
            terminal.WriteJson(BoardJson.For(board).ToJson());
        }
        else if (board.Rows.Count == 0)
        {
            terminal.WriteError(
                $"note: no image policy markers found{filter}. "
                    + (
                        filter.Length > 0
                            ? "Run 'gitops-promotion list' without options to see all apps."
                            : "Mark a version with a comment after it: # {\"$imagepolicy\": \"<group>:<app>:tag\"}"
                    )
            );
        }
        else
        {
            terminal.WriteTable(BoardText.Render(board, terminal.Width, terminal.Color));
        }
    }

    private void WriteResult(Result result)
    {
        foreach (var warning in result.Warnings ?? [])
        {
            terminal.WriteError($"warning: {warning}");
        }

        if (json)
        {
            terminal.WriteJson(result.ToJson());
            return;
        }

        if (result.Plan is not null)
        {
            terminal.WriteLines(result.Message);
        }
        else if (result.ExitCode is null)
        {
            terminal.WriteOutput(result.Message);
        }

        PullRequestLine.Write(result, terminal);
        foreach (var note in result.Notes ?? [])
        {
            terminal.WriteError($"note: {note}");
        }
    }
}
