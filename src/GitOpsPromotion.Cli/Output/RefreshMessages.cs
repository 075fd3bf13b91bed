using System.Globalization;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The messages for open promotions that were not mergeable.</summary>
internal static class RefreshMessages
{
    public static string For(RefreshOutcome outcome, bool dryRun)
    {
        var number = outcome.PullRequest.Number.ToString(CultureInfo.InvariantCulture);
        var why =
            outcome.Obstacle is PromotionObstacle.Conflict
                ? "conflicted with the default branch"
                : "was behind the default branch";
        return outcome.Problem is { } problem
            ? $"warning: {problem} It {why}: {outcome.PullRequest.Title}"
            : $"note: {(dryRun ? "would rebuild" : "rebuilt")} the branch of pull request {number}, which {why}: {outcome.PullRequest.Title}";
    }

    public static IReadOnlyList<ResultRebuilt>? ResultsFor(IReadOnlyList<RefreshOutcome> outcomes) =>
        outcomes.Count == 0
            ? null
            :
            [
                .. outcomes.Select(outcome => new ResultRebuilt(
                    outcome.PullRequest.Number,
                    outcome.PullRequest.Title,
                    outcome.PullRequest.Page,
                    BoardPullRequestJson.NameOf(outcome.Obstacle),
                    outcome.Problem
                )),
            ];
}
