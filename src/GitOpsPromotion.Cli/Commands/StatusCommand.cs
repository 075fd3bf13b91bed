using System.CommandLine;
using GitOpsPromotion.Cli.Ci;
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
            "The branch of the pull request. Default: the one that the CI system says; where it says none, the branch of HEAD.",
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
                var pullRequest = CiContext.FindPullRequest(composition.Variables);
                var named = parsed.GetValue(branch);
                var name =
                    named
                    ?? pullRequest?.Branch
                    ?? (await workspace.Repository.Checkout.GetHeadAsync(cancellationToken)).Branch
                    ?? CiContext.FindBranch(composition.Variables)
                    ?? throw new PromotionException(
                        FailureKind.Configuration,
                        "The branch to check is not known: HEAD is detached, and no variable of a CI system names a branch."
                    )
                    {
                        Hint = "Name it with --branch.",
                    };
                if (pullRequest is { IsFromFork: true } && pullRequest.Branch == name)
                {
                    composition.Terminal.WriteError(
                        $"note: the pull request comes from a fork, so '{name}' is no branch of this repository."
                    );
                    return composition.Answer(parsed, StatusMessages.For(new StatusOutcome.Manual(name)));
                }

                var outcome = await new CheckPromotion(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time,
                    composition.Deadline
                ).RunAsync(
                    name,
                    isNamed: named is not null,
                    parsed.GetValue(composition.Common.DryRun),
                    cancellationToken
                );
                return composition.Answer(parsed, StatusMessages.For(outcome));
            }
        );
        return command;
    }
}
