using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Execution;
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
            "The source branch of the pull request. Default: the branch of the CI job's pull request; otherwise the branch at HEAD.",
            BranchName.Form
        );
        ToolCommand command = new(
            "status",
            "Check the pull request of a promotion: pass if the version is healthy in the previous environment.",
            "gitops-promotion status",
            "gitops-promotion status --branch promote/webshop-webui"
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
                        "Cannot determine the branch: HEAD is detached, and no environment variable of a CI system names a branch."
                    )
                    {
                        Hint = "Set it with --branch.",
                    };
                if (pullRequest is { IsFromFork: true } && pullRequest.Branch == name)
                {
                    composition.Terminal.WriteError(
                        $"note: the pull request comes from a fork: '{name}' is a branch of another repository."
                    );
                    return composition.Write(parsed, StatusMessages.For(new StatusOutcome.Manual(name)));
                }

                var outcome = await new CheckPromotion(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time,
                    timeout => composition.Deadline?.Extend(timeout)
                ).RunAsync(
                    name,
                    isNamed: named is not null,
                    parsed.GetValue(composition.Common.DryRun),
                    cancellationToken
                );
                return composition.Write(parsed, StatusMessages.For(outcome));
            }
        );
        return command;
    }
}
