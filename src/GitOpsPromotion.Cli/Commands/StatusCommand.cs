using System.CommandLine;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create(Composition composition)
    {
        var branch = ParsableOption.Optional<BranchName>(
            "--branch",
            "BRANCH",
            "The branch of the pull request. Default: the branch of HEAD; where HEAD is detached, what the CI system says.",
            BranchName.Form
        );
        Command command = new(
            "status",
            "Check a promotion's pull request: pass only when the environment before it runs the version well."
        )
        {
            branch,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                var name =
                    parsed.GetValue(branch)
                    ?? (await workspace.Repository.GetHeadAsync(cancellationToken)).Branch
                    ?? CiContext.FindBranch(composition.Variables)
                    ?? throw new PromotionException(
                        FailureKind.Configuration,
                        "The branch to check is not known: HEAD is detached, and no variable of a CI system names a branch."
                    )
                    {
                        Hint = "Name it with --branch.",
                    };
                var outcome = await new PromotionStatus(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time
                ).RunAsync(name, parsed.GetValue(composition.Common.DryRun), cancellationToken);
                return composition.Answer(parsed, StatusWords.For(outcome));
            }
        );
        return command;
    }
}
