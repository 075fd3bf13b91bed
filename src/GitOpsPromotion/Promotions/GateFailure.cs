using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Says why a gate is shut.</summary>
internal static class GateFailure
{
    /// <summary>The gate stayed shut until the deadline.</summary>
    public static PromotionException ForTimeout(GateQuestion question, GateVerdict verdict, TimeSpan timeout) =>
        verdict switch
        {
            GateVerdict.Closed shut => new PromotionException(
                HasFailed(shut) ? FailureKind.Rejected : FailureKind.TimedOut,
                $"{question.Subject} was not reconciled within {Format(timeout)}: {Statuses(shut)}."
            )
            {
                Hint = $"Mend environment {question.Environment}, then run the check again.",
            },
            _ => new PromotionException(
                FailureKind.TimedOut,
                $"No status for {question.Subject} was reported within {Format(timeout)} on {Commits(question)}."
                    + IgnoredContexts.Explain(question, verdict)
            )
            {
                Hint =
                    $"Let the controller report commit statuses whose context is like 'kustomization/{question.Subject}', "
                    + $"or set one with '{Report(question)}'.",
            },
        };

    /// <summary>The gate is shut at the moment when somebody wants to merge.</summary>
    public static PromotionException ForMerge(PullRequest pullRequest, GateQuestion question, GateVerdict verdict) =>
        verdict switch
        {
            GateVerdict.Closed shut => new PromotionException(
                FailureKind.Rejected,
                $"Pull request {pullRequest.Number} was not merged: {question.Subject} is not reconciled: {Statuses(shut)}."
            )
            {
                Hint =
                    (
                        HasFailed(shut)
                            ? $"Repair environment {question.Environment}, then run the command again"
                            : "Run the command again when it has succeeded"
                    ) + ". To merge without this check, give a reason: --override REASON.",
            },
            _ => new PromotionException(
                FailureKind.Rejected,
                $"Pull request {pullRequest.Number} was not merged: no status for {question.Subject} was reported on {Commits(question)}."
                    + IgnoredContexts.Explain(question, verdict)
            )
            {
                Hint =
                    $"If environment {question.Environment} runs the version well, report it: '{Report(question)}'. "
                    + "To merge without this check, give a reason: --override REASON.",
            },
        };

    private static bool HasFailed(GateVerdict.Closed shut) =>
        shut.Waiting.Any(found => found.Status.State is CommitStatusState.Failure);

    private static string Statuses(GateVerdict.Closed shut) =>
        string.Join(
            "; ",
            shut.Waiting.Select(found =>
                $"{found.Status.Context} is {State(found.Status.State)} on commit {found.Commit.Abbreviated}"
                + (found.Status.Description.Length > 0 ? $" ({found.Status.Description})" : "")
            )
        );

    private static string Commits(GateQuestion question) =>
        $"commit {question.Commits[^1].Abbreviated} or a later one that holds the version";

    private static string Report(GateQuestion question) =>
        $"gitops-promotion report --group {question.Group} --environment {question.Environment} --state success";

    private static string State(CommitStatusState state) => state is CommitStatusState.Failure ? "failed" : "pending";

    private static string Format(TimeSpan timeout) =>
        timeout.TotalMinutes >= 1 && timeout.Seconds == 0
            ? $"{(int)timeout.TotalMinutes} min"
            : $"{(int)timeout.TotalSeconds} s";
}
