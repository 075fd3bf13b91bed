namespace GitOpsPromotion.Cli.Output;

/// <summary>The answer of one run of <c>promote</c> to the results of one or more merged commits.</summary>
/// <param name="results">One for each commit, the one of HEAD last. A failure has an exit code, and was printed when it happened.</param>
/// <param name="failures">What failed beside them, each printed when it happened.</param>
/// <param name="notes">What to say beside all of them.</param>
/// <param name="rebuilt">Other promotions that could not be merged as they were.</param>
internal sealed class PromoteResults(
    IReadOnlyList<Result> results,
    IReadOnlyList<Result> failures,
    IReadOnlyList<string> notes,
    IReadOnlyList<ResultRebuilt>? rebuilt
)
{
    private readonly List<Result> promotions = [.. results.Where(IsPromotion)];

    /// <summary>One result: of the promotion at HEAD, else of the last one; it holds all where there are several.</summary>
    public Result Combined =>
        Main with
        {
            Notes = notes.Count == 0 ? Main.Notes : [.. Main.Notes ?? [], .. notes],
            Rebuilt = rebuilt,
            Promotions = promotions.Count > 1 ? promotions : null,
            Failures = failures.Count == 0 ? null : [.. failures.Select(failure => failure.Message)],
        };

    /// <summary>What is printed for people: one for each commit that came from a promotion.</summary>
    public IReadOnlyList<Result> Lines => promotions.Count > 1 ? [.. promotions[..^1], Combined] : [Combined];

    /// <summary>What a CI system is told. Of several values of an output it keeps the last one.</summary>
    public IReadOnlyList<Result> Reports => [.. failures, .. Lines];

    /// <summary>The worst of all: unavailable before failed before done.</summary>
    public ExitCode ExitCode
    {
        get
        {
            var failed = results.Concat(failures).Select(result => result.ExitCode).OfType<int>().ToList();
            return failed.Contains((int)ExitCode.Unreachable)
                ? ExitCode.Unreachable
                : (ExitCode)failed.FirstOrDefault((int)ExitCode.Done);
        }
    }

    private Result Main => promotions.Count == 0 ? results[^1] : promotions[^1];

    private static bool IsPromotion(Result result) =>
        result.Outcome is not ("no-pull-request" or "foreign-pull-request" or "no-version-change" or "review");
}
