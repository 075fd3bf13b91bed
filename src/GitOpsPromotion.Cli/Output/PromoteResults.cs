namespace GitOpsPromotion.Cli.Output;

/// <summary>The results of one run of <c>promote</c>, for one or more merged commits.</summary>
/// <param name="results">One for each commit, that of HEAD last. Failures have an exit code, and were printed when they happened.</param>
/// <param name="failures">Other failures, which were printed when they happened.</param>
/// <param name="notes">Notes about the whole run.</param>
/// <param name="rebuilt">Other open promotions that were not mergeable.</param>
internal sealed class PromoteResults(
    IReadOnlyList<Result> results,
    IReadOnlyList<Result> failures,
    IReadOnlyList<string> notes,
    IReadOnlyList<ResultRebuilt>? rebuilt
)
{
    private readonly List<Result> promotions = [.. results.Where(IsPromotion)];

    /// <summary>One result: that of the promotion at HEAD, otherwise of the last promotion. It contains the others.</summary>
    public Result Combined =>
        Main with
        {
            Notes = notes.Count == 0 ? Main.Notes : [.. Main.Notes ?? [], .. notes],
            Rebuilt = rebuilt,
            Promotions = promotions.Count > 1 ? promotions : null,
            Failures = failures.Count == 0 ? null : [.. failures.Select(failure => failure.Message)],
        };

    /// <summary>The results for text output: one for each commit of a promotion.</summary>
    public IReadOnlyList<Result> Lines => promotions.Count > 1 ? [.. promotions[..^1], Combined] : [Combined];

    /// <summary>The results for the CI system. If an output is set several times, CI systems keep the last value.</summary>
    public IReadOnlyList<Result> Reports => [.. failures, .. Lines];

    /// <summary>The worst exit code: unavailable, then failed, then done.</summary>
    public ExitCode ExitCode
    {
        get
        {
            var failed = results.Concat(failures).Select(result => result.ExitCode).OfType<int>().ToList();
            return failed.Contains((int)ExitCode.Unavailable)
                ? ExitCode.Unavailable
                : (ExitCode)failed.FirstOrDefault((int)ExitCode.Done);
        }
    }

    private Result Main => promotions.Count == 0 ? results[^1] : promotions[^1];

    private static bool IsPromotion(Result result) =>
        result.Outcome is not ("no-pull-request" or "not-a-promotion" or "no-version-change" or "review");
}
