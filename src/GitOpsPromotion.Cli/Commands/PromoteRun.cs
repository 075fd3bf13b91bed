using System.CommandLine;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

/// <summary>One run of <c>promote</c>: promotes every merge that it was started for, then refreshes the open promotions.</summary>
/// <param name="composition">The composition.</param>
/// <param name="parsed">The options.</param>
/// <param name="workspace">The repository and the provider.</param>
/// <param name="discardsCommits">Whether other commits on a promotion branch are discarded.</param>
internal sealed class PromoteRun(Composition composition, ParseResult parsed, Workspace workspace, bool discardsCommits)
{
    private readonly bool dryRun = parsed.GetValue(composition.Common.DryRun);
    private readonly ContinuePromotion promotion = new(
        workspace.Repository,
        workspace.Provider,
        composition.Time,
        discardsCommits
    );

    // Read after the last promotion; null until then.
    private RemoteSnapshot? remote;

    private readonly List<Result> failures = [];
    private readonly List<string> notes = [];

    /// <param name="head">The commit at HEAD.</param>
    /// <param name="since">The commit before the first merge; null without <c>--since</c>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
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

        // No more requests to a remote that is unavailable.
        if (results.Concat(failures).Any(result => result.ExitCode == (int)ExitCode.Unavailable))
        {
            return new PromoteResults(results, failures, notes, rebuilt: null);
        }

        var refreshed = await TryAsync(RefreshAsync(cancellationToken), failures.Add, cancellationToken) ?? [];
        if (since is null && failures.Count == 0)
        {
            await TryAsync(FindUnfinishedAsync(head, commits, cancellationToken), failures.Add, cancellationToken);
        }

        return new PromoteResults(results, failures, notes, RefreshMessages.ResultsFor(refreshed));
    }

    /// <summary>
    /// Prints a failure and turns it into a result: the run continues, and the results so far are kept. Timeouts and signals end the
    /// run.
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
            fail(composition.WriteFailure(parsed, failure));
            return null;
        }
    }

    /// <summary>Whether a signal or the timeout is the cause: a signal may kill git before it is handled in this process.</summary>
    private bool IsStopped(PromotionException failure, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
        || (failure.Kind is FailureKind.Unavailable && composition.Interruption.IsRequestedSoon());

    private async Task<Result> PromoteAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        remote = null;
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
        remote = await RemoteSnapshot.ReadAsync(workspace.Repository, cancellationToken);
        WaitingPromotionFinder finder = new(workspace.Repository);
        if (await finder.FindAsync(outcome, remote, cancellationToken) is not { } newer)
        {
            return outcome;
        }

        remote = null;
        var newerOutcome = await promotion.RunAsync(newer, dryRun, cancellationToken);
        notes.Add($"continued with a newer version: {PromotionMessages.For(newerOutcome).Message}");
        return newerOutcome;
    }

    private async Task<IReadOnlyList<RefreshOutcome>> RefreshAsync(CancellationToken cancellationToken)
    {
        remote ??= await RemoteSnapshot.ReadAsync(workspace.Repository, cancellationToken);
        var refreshed = await new RefreshPromotions(workspace.Repository, workspace.Provider).RunAsync(
            remote,
            dryRun,
            cancellationToken
        );
        foreach (var each in refreshed)
        {
            composition.Terminal.WriteError(RefreshMessages.For(each, dryRun));
        }

        return refreshed;
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
