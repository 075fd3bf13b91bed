namespace GitOpsPromotion.Cli.Output;

/// <summary>Prints a result: the answer on standard output, what happened beside it on standard error.</summary>
internal static class ResultPrinter
{
    public static void Print(Result result, Terminal terminal, bool json)
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
