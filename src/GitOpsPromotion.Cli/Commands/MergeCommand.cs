using System.CommandLine;
using System.Globalization;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

internal static class MergeCommand
{
    public static Command Create(Composition composition)
    {
        var group = TargetOptions.Group();
        var app = TargetOptions.App();
        var environment = TargetOptions.Environment();
        var overrideReason = ParsableOption.Optional<OverrideReason>(
            "--override",
            "REASON",
            "Merge even if the check of the previous environment has not passed. The reason is recorded in the history.",
            OverrideReason.Form
        );
        ToolCommand command = new(
            "merge",
            "Merge an open promotion (manual approval).",
            "gitops-promotion merge --group webshop --app webui --environment prod"
        )
        {
            group,
            app,
            environment,
            overrideReason,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                ImagePolicy policy = new(parsed.GetRequiredValue(group), parsed.GetRequiredValue(app));
                var target = parsed.GetRequiredValue(environment);
                var reason = parsed.GetValue(overrideReason);
                var dryRun = parsed.GetValue(composition.Common.DryRun);
                var (version, pullRequest, isAlreadyMerged) = await new MergePromotion(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time
                ).RunAsync(policy, target, reason, dryRun, cancellationToken);
                var number = pullRequest.Number.ToString(CultureInfo.InvariantCulture);
                var versionName = $"{policy.Group}/{policy.App} version {version.Tag}";
                var (outcome, message) = (isAlreadyMerged, dryRun) switch
                {
                    (true, _) => (
                        "already-merged",
                        $"nothing to do: pull request {number} is already merged as commit {pullRequest.MergeCommit}: environment {target} has {versionName}"
                    ),
                    (_, true) => (
                        "planned",
                        $"would merge pull request {number}: {versionName} to environment {target}"
                    ),
                    _ => (
                        "merged",
                        $"merged pull request {number} as commit {pullRequest.MergeCommit}: environment {target} has {versionName}"
                    ),
                };
                return composition.Write(
                    parsed,
                    new Result
                    {
                        Outcome = outcome,
                        Message = message,
                        Group = policy.Group.Value,
                        App = policy.App.Value,
                        Environment = target.Value,
                        Tag = version.Tag.Value,
                        Digest = version.Digest?.Value,
                        Image = version.Image?.Value,
                        Branch = pullRequest.SourceBranch.Value,
                        Commit = pullRequest.MergeCommit?.Value,
                        PullRequest = ResultPullRequest.For(pullRequest),
                        Override = isAlreadyMerged ? null : reason?.Value,
                    }
                );
            }
        );
        return command;
    }
}
