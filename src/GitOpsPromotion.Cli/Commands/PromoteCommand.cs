using System.CommandLine;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

internal static class PromoteCommand
{
    public static Command Create(Composition composition)
    {
        var discardCommits = TargetOptions.DiscardCommits();
        Command command = new(
            "promote",
            "Go on after a merge: set the version that the commit at HEAD brought in the next environment, with a pull request."
        )
        {
            discardCommits,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                var merged = await workspace.HeadCommitAsync(cancellationToken);
                if (CiContext.FindTestMerge(composition.Variables, merged) is { } number)
                {
                    return composition.Answer(parsed, PromotionWords.NotMerged(number, merged));
                }

                var dryRun = parsed.GetValue(composition.Common.DryRun);
                NextPromotion promotion = new(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time,
                    parsed.GetValue(discardCommits)
                );
                var outcome = await promotion.RunAsync(merged, dryRun, cancellationToken);
                if (
                    await new PromotionCatchUp(workspace.Repository).FindAsync(outcome, cancellationToken) is
                    { } waiting
                )
                {
                    var also = await promotion.RunAsync(waiting, dryRun, cancellationToken);
                    composition.Terminal.Say(
                        $"note: a newer version waited behind it: {PromotionWords.For(also).Message}"
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

                return composition.Answer(
                    parsed,
                    PromotionWords.For(outcome) with
                    {
                        Rebuilt = UpkeepWords.ResultsFor(kept),
                    }
                );
            }
        );
        return command;
    }
}
