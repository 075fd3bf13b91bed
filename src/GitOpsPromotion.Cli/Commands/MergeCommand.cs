using System.CommandLine;
using System.Globalization;
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
            "Merge although the check of the environment before has not passed. The reason goes into the history.",
            OverrideReason.Form
        );
        Command command = new("merge", "Merge an open promotion: the go for an environment that waits for a person.")
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
                var (version, pullRequest, wasMergedBefore) = await new MergePromotion(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time
                ).RunAsync(policy, target, reason, dryRun, cancellationToken);
                var number = pullRequest.Number.ToString(CultureInfo.InvariantCulture);
                var what = $"{policy.Group}/{policy.App} version {version.Tag}";
                var (outcome, message) = (wasMergedBefore, dryRun) switch
                {
                    (true, _) => (
                        "already-merged",
                        $"nothing to do: pull request {number} was merged before, on commit {pullRequest.MergeCommit}: environment {target} has {what}"
                    ),
                    (_, true) => ("planned", $"would merge pull request {number}: {what} to environment {target}"),
                    _ => (
                        "merged",
                        $"merged pull request {number} on commit {pullRequest.MergeCommit}: environment {target} has {what}"
                    ),
                };
                return composition.Answer(
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
                        Override = wasMergedBefore ? null : reason?.Value,
                    }
                );
            }
        );
        return command;
    }
}
