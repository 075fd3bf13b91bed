using System.CommandLine;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

/// <summary>One run of <c>promote</c>: every merge that it was started for, then the open promotions.</summary>
/// <param name="composition">What the command is wired with.</param>
/// <param name="parsed">Its options.</param>
/// <param name="workspace">The repository and the provider.</param>
/// <param name="discardsCommits">Whether somebody's work on a promotion branch is replaced.</param>
internal sealed class PromoteRun(Composition composition, ParseResult parsed, Workspace workspace, bool discardsCommits)
{
    private readonly bool dryRun = parsed.GetValue(composition.Common.DryRun);
    private readonly ContinuePromotion promotion = new(
        workspace.Repository,
        workspace.Provider,
        composition.Time,
        discardsCommits
    );

    // What happened beside the promotions.
    private readonly List<Result> failures = [];
    private readonly List<string> notes = [];

    /// <param name="head">The commit at HEAD.</param>
    /// <param name="since">The commit before the first merge; null where none was given.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<PromoteResults> RunAsync(CommitSha head, CommitSha? since, CancellationToken cancellationToken)
    {
        MergedCommits merged = new(workspace.Repository);
        var before = since is null ? CiContext.FindBeforePush(composition.Variables) : null;
        var commits = since is null
            ? await merged.FindInPushAsync(before, head, cancellationToken)
            : await merged.FindSinceAsync(since, head, cancellationToken);
        if (commits.Count == 0)
        {
            return new PromoteResults([PromotionMessages.NothingSince(head)], failures, notes, rebuilt: null);
        }

        List<Result> results = [];
        foreach (var commit in commits)
        {
            results.Add(await PromoteAsync(commit, cancellationToken));
        }

        // What cannot be reached now is not asked for more.
        if (results.Concat(failures).Any(result => result.ExitCode == (int)ExitCode.Unreachable))
        {
            return new PromoteResults(results, failures, notes, rebuilt: null);
        }

        var kept = await TryAsync(RefreshAsync(cancellationToken), failures.Add, cancellationToken) ?? [];
        if (since is null && failures.Count == 0)
        {
            await TryAsync(FindUnfinishedAsync(head, commits, cancellationToken), failures.Add, cancellationToken);
        }

        return new PromoteResults(results, failures, notes, RefreshMessages.ResultsFor(kept));
    }

    /// <summary>
    /// A failure is printed and becomes a result, so that it neither stops what comes next nor takes the answer of what was done
    /// along. A run that is stopped ends as every other command does.
    /// </summary>
    private async Task<T?> TryAsync<T>(Task<T> step, Action<Result> fail, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await step;
        }
        catch (PromotionException failure) when (!IsStopped(failure, cancellationToken))
        {
            fail(
                Failures.Report(
                    composition.WithTokenHint(failure),
                    composition.Terminal,
                    json: false,
                    parsed.GetValue(composition.Common.Verbose)
                )
            );
            return null;
        }
    }

    /// <summary>Whether a signal or the end of the time is the cause: git may die of a signal before it is heard of here.</summary>
    private static bool IsStopped(PromotionException failure, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
        || (failure.Kind is FailureKind.Unavailable && Interruption.IsUnderWay(cancellationToken));

    private async Task<Result> PromoteAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        Result? failed = null;
        if (
            await TryAsync(
                promotion.RunAsync(commit, dryRun, cancellationToken),
                failure => failed = failure,
                cancellationToken
            )
            is not { } outcome
        )
        {
            return failed!;
        }

        await TryAsync(PromoteNewerAsync(outcome, cancellationToken), failures.Add, cancellationToken);
        return PromotionMessages.For(outcome);
    }

    private async Task<PromotionOutcome> PromoteNewerAsync(
        PromotionOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        if (
            await new WaitingPromotionFinder(workspace.Repository).FindAsync(outcome, cancellationToken)
            is not { } waiting
        )
        {
            return outcome;
        }

        var also = await promotion.RunAsync(waiting, dryRun, cancellationToken);
        notes.Add($"a newer version waited behind it: {PromotionMessages.For(also).Message}");
        return also;
    }

    private async Task<IReadOnlyList<RefreshOutcome>> RefreshAsync(CancellationToken cancellationToken)
    {
        var kept = await new RefreshPromotions(workspace.Repository, workspace.Provider).RunAsync(
            dryRun,
            cancellationToken
        );
        foreach (var one in kept)
        {
            composition.Terminal.WriteError(RefreshMessages.For(one, dryRun));
        }

        return kept;
    }

    private async Task<IReadOnlyList<UnfinishedPromotion>> FindUnfinishedAsync(
        CommitSha head,
        IReadOnlyList<CommitSha> commits,
        CancellationToken cancellationToken
    )
    {
        UnfinishedPromotions unfinished = new(workspace.Repository, workspace.Provider);
        var found = await unfinished.FindAsync(head, commits, cancellationToken);
        notes.AddRange(found.Select(PromotionMessages.ForUnfinished));
        return found;
    }
}
