using System.CommandLine;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Commands;

internal static class PromoteCommand
{
    public static Command Create(Composition composition)
    {
        var discardCommits = TargetOptions.DiscardCommits();
        var since = ParsableOption.Optional<CommitSha>(
            "--since",
            "COMMIT",
            "Go on with every merge after this commit. Default: after the commit before the push, as the CI system says; else HEAD alone.",
            CommitSha.Form
        );
        Command command = new(
            "promote",
            "Go on after a merge: set the version that the commit at HEAD brought in the next environment, with a pull request."
        )
        {
            since,
            discardCommits,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                var head = await workspace.HeadCommitAsync(cancellationToken);
                if (CiContext.FindTestMerge(composition.Variables, head) is { } number)
                {
                    return composition.Answer(parsed, PromotionMessages.NotMerged(number, head));
                }

                PromoteRun run = new(composition, parsed, workspace, parsed.GetValue(discardCommits));
                return composition.Answer(parsed, await run.RunAsync(head, parsed.GetValue(since), cancellationToken));
            }
        );
        return command;
    }
}
