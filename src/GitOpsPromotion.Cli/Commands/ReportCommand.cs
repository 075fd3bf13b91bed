using System.CommandLine;
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
            "How the environment runs the commit.",
            ["success", "failure", "pending"]
        );
        state.Required = true;
        var commit = ParsableOption.Optional<CommitSha>(
            "--commit",
            "SHA",
            "The commit that the environment runs. Default: HEAD.",
            CommitSha.Form
        );
        Option<string> description = new("--description")
        {
            Description = "A sentence for people, of at most 140 characters.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        Command command = new(
            "report",
            "Set the commit status that a controller would set, for clusters whose controller sets none."
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
                var word = parsed.GetRequiredValue(state);
                return composition.Answer(
                    parsed,
                    new Result
                    {
                        Outcome = dryRun ? "planned" : "reported",
                        Message =
                            $"{(dryRun ? "would report" : "reported")} {word} for {status.Context} on commit {sha}",
                        Group = parsed.GetRequiredValue(group).Value,
                        Environment = parsed.GetRequiredValue(environment).Value,
                        Commit = sha.Value,
                        Status = new ResultStatus(status.Context, word, status.Description),
                    }
                );
            }
        );
        return command;
    }

    private static CommitStatusState State(string word) =>
        word switch
        {
            "success" => CommitStatusState.Success,
            "failure" => CommitStatusState.Failure,
            _ => CommitStatusState.Pending,
        };
}
