using System.Globalization;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The messages for the outcomes of <c>status</c>.</summary>
internal static class StatusMessages
{
    public static Result For(StatusOutcome outcome) =>
        outcome switch
        {
            StatusOutcome.Manual(var branch) => new Result
            {
                Outcome = "manual",
                Message = "Promotion was manual, skipping check",
                Branch = branch.Value,
            },
            StatusOutcome.Review(var branch) => new Result
            {
                Outcome = "review",
                Message = "review deployments need no check",
                Branch = branch.Value,
            },
            StatusOutcome.Merged(var pullRequest) => new Result
            {
                Outcome = "already-merged",
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"pull request {pullRequest.Number} was merged: nothing to check"
                ),
                Branch = pullRequest.SourceBranch.Value,
                Commit = pullRequest.MergeCommit?.Value,
                PullRequest = ResultPullRequest.For(pullRequest),
            },
            StatusOutcome.FirstEnvironment(var pullRequest, var environment) => new Result
            {
                Outcome = "first-environment",
                Message = $"{environment} is the first environment: there is no previous environment to check",
                Branch = pullRequest.SourceBranch.Value,
                Environment = environment.Value,
                PullRequest = ResultPullRequest.For(pullRequest),
            },
            StatusOutcome.Passed(var pullRequest, var question, var commits) => new Result
            {
                Outcome = "passed",
                Message =
                    $"successful reconciliation for {question.Subject} found on {string.Join(", ", commits.Select(commit => commit.Value))}",
                Group = question.Group.Value,
                Environment = question.Environment.Value,
                Branch = pullRequest.SourceBranch.Value,
                PullRequest = ResultPullRequest.For(pullRequest),
                StatusCommits = [.. commits.Select(commit => commit.Value)],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
        };
}
