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
    private readonly NextPromotion promotion = new(
        workspace.Repository,
        workspace.Provider,
        composition.Time,
        discardsCommits
    );

    /// <param name="head">The commit at HEAD.</param>
    /// <param name="since">The commit before the first merge; null where none was given.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<PromotionAnswer> RunAsync(CommitSha head, CommitSha? since, CancellationToken cancellationToken)
    {
        MergedCommits merged = new(workspace.Repository);
        var before = since is null ? CiContext.FindBeforePush(composition.Variables) : null;
        var commits = since is null
            ? await merged.FindOfPushAsync(before, head, cancellationToken)
            : await merged.FindSinceAsync(since, head, cancellationToken);
        if (commits.Count == 0)
        {
            return new PromotionAnswer([PromotionWords.NothingSince(head)], [], rebuilt: null);
        }

        List<Result> results = [];
        foreach (var commit in commits)
        {
            var (result, failure) = await TryAsync(GoOnAsync(commit, cancellationToken), cancellationToken);
            results.Add(result ?? failure!);
        }

        // What cannot be reached now is not asked for more.
        if (results.Any(result => result.ExitCode == (int)ExitCode.Unreachable))
        {
            return new PromotionAnswer(results, [], rebuilt: null);
        }

        var (kept, keptFailure) = await TryAsync(KeepAsync(cancellationToken), cancellationToken);
        var (unfinished, unfinishedFailure) =
            since is null && keptFailure is null
                ? await TryAsync(FindUnfinishedAsync(head, commits, cancellationToken), cancellationToken)
                : (null, null);
        return new PromotionAnswer(
            results,
            [.. (unfinished ?? []).Select(PromotionWords.ForUnfinished)],
            UpkeepWords.ResultsFor(kept ?? [])
        )
        {
            Failure = keptFailure ?? unfinishedFailure,
        };
    }

    /// <summary>A failure is printed and becomes a result, so that it does not stop what comes next.</summary>
    private async Task<(T? Value, Result? Failure)> TryAsync<T>(Task<T> step, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await step, null);
        }
        catch (PromotionException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return (
                null,
                Failures.Report(
                    composition.Explain(failure),
                    composition.Terminal,
                    json: false,
                    parsed.GetValue(composition.Common.Verbose)
                )
            );
        }
    }

    private async Task<IReadOnlyList<UpkeepOutcome>> KeepAsync(CancellationToken cancellationToken)
    {
        var kept = await new PromotionUpkeep(workspace.Repository, workspace.Provider).RunAsync(
            dryRun,
            cancellationToken
        );
        foreach (var one in kept)
        {
            composition.Terminal.Say(UpkeepWords.For(one, dryRun));
        }

        return kept;
    }

    private Task<IReadOnlyList<UnfinishedPromotion>> FindUnfinishedAsync(
        CommitSha head,
        IReadOnlyList<CommitSha> commits,
        CancellationToken cancellationToken
    ) => new UnfinishedPromotions(workspace.Repository, workspace.Provider).FindAsync(head, commits, cancellationToken);

    private async Task<Result> GoOnAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        var outcome = await promotion.RunAsync(commit, dryRun, cancellationToken);
        if (await new PromotionCatchUp(workspace.Repository).FindAsync(outcome, cancellationToken) is { } waiting)
        {
            var also = await promotion.RunAsync(waiting, dryRun, cancellationToken);
            composition.Terminal.Say($"note: a newer version waited behind it: {PromotionWords.For(also).Message}");
        }

        return PromotionWords.For(outcome);
    }
}
