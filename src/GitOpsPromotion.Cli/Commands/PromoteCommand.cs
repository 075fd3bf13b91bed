using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Execution;
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
            "Promote every merge after this commit. Default: the commit before the push that started the CI job; otherwise HEAD only.",
            CommitSha.Form
        );
        ToolCommand command = new(
            "promote",
            "Promote the version merged at HEAD to the next environment.",
            "gitops-promotion promote",
            "gitops-promotion promote --since 1c4ad3f6b8e0d2957a1f0c3b6e9d8a7f5b2c4e61"
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
                    return composition.Write(parsed, PromotionMessages.NotMerged(number, head));
                }

                PromoteRun run = new(composition, parsed, workspace, parsed.GetValue(discardCommits));
                return composition.Write(parsed, await run.RunAsync(head, parsed.GetValue(since), cancellationToken));
            }
        );
        return command;
    }
}
