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
            results.Add(
                commits.Count == 1
                    ? await GoOnAsync(commit, cancellationToken)
                    : await TryAsync(commit, cancellationToken)
            );
        }

        var kept = await new PromotionUpkeep(workspace.Repository, workspace.Provider).RunAsync(
            dryRun,
            cancellationToken
        );
        foreach (var one in kept)
        {
            composition.Terminal.Say(UpkeepWords.For(one, dryRun));
        }

        var unfinished =
            since is null && before is null
                ? await new UnfinishedPromotions(workspace.Repository, workspace.Provider).FindAsync(
                    head,
                    cancellationToken
                )
                : [];
        return new PromotionAnswer(
            results,
            [.. unfinished.Select(PromotionWords.ForUnfinished)],
            UpkeepWords.ResultsFor(kept)
        );
    }

    /// <summary>As <see cref="GoOnAsync"/>; a failure is printed, and does not stop the others.</summary>
    private async Task<Result> TryAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        try
        {
            return await GoOnAsync(commit, cancellationToken);
        }
        catch (PromotionException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return Failures.Report(
                composition.Explain(failure),
                composition.Terminal,
                json: false,
                parsed.GetValue(composition.Common.Verbose)
            );
        }
    }

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
