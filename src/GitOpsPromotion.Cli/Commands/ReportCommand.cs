using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create(Composition composition)
    {
        var group = TargetOptions.Group();
        var environment = TargetOptions.Environment();
        var state = ParsableOption.OneOf(
            "--state",
            "The state of the commit in the environment.",
            ["success", "failure", "pending"]
        );
        state.Required = true;
        var commit = ParsableOption.Optional<CommitSha>(
            "--commit",
            "SHA",
            "The deployed commit. Default: HEAD.",
            CommitSha.Form
        );
        Option<string> description = new("--description")
        {
            Description = "A description of at most 140 characters.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        ToolCommand command = new(
            "report",
            "Set the commit status of an environment whose controller does not set one.",
            "gitops-promotion report --group webshop --environment qa --state success",
            "gitops-promotion report --group webshop --environment qa --state failure --description \"smoke test failed\""
        )
        {
            group,
            environment,
            state,
            commit,
            description,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                var sha = parsed.GetValue(commit) ?? await workspace.HeadCommitAsync(cancellationToken);
                var dryRun = parsed.GetValue(composition.Common.DryRun);
                var status = await new ReportStatus(workspace.Repository, workspace.Provider).RunAsync(
                    parsed.GetRequiredValue(group),
                    parsed.GetRequiredValue(environment),
                    State(parsed.GetRequiredValue(state)),
                    sha,
                    parsed.GetRequiredValue(description),
                    dryRun,
                    cancellationToken
                );
                var stateName = parsed.GetRequiredValue(state);
                return composition.Write(
                    parsed,
                    new Result
                    {
                        Outcome = dryRun ? "planned" : "reported",
                        Message =
                            $"{(dryRun ? "would report" : "reported")} {stateName} for {status.Context} on commit {sha}",
                        Group = parsed.GetRequiredValue(group).Value,
                        Environment = parsed.GetRequiredValue(environment).Value,
                        Commit = sha.Value,
                        Status = new ResultStatus(status.Context, stateName, status.Description),
                    }
                );
            }
        );
        return command;
    }

    private static CommitStatusState State(string name) =>
        name switch
        {
            "success" => CommitStatusState.Success,
            "failure" => CommitStatusState.Failure,
            _ => CommitStatusState.Pending,
        };
}
