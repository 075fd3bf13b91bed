using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The failures of a gate that is not open.</summary>
internal static class GateFailure
{
    /// <summary>The gate did not open within the timeout.</summary>
    public static PromotionException ForTimeout(GateQuestion question, GateVerdict verdict, TimeSpan timeout) =>
        verdict switch
        {
            GateVerdict.Closed closed => new PromotionException(
                HasFailed(closed) ? FailureKind.Rejected : FailureKind.TimedOut,
                $"{question.Subject} was not reconciled within {Format(timeout)}: {Statuses(closed)}."
            )
            {
                Hint = $"Fix environment {question.Environment}, then run the check again.",
            },
            _ => new PromotionException(
                FailureKind.TimedOut,
                $"No status for {question.Subject} was reported within {Format(timeout)} on {Commits(question)}."
                    + IgnoredContexts.Explain(question, verdict)
            )
            {
                Hint =
                    $"Let the controller report commit statuses with a context such as 'kustomization/{question.Subject}', "
                    + $"or set one with '{Report(question)}'.",
            },
        };

    /// <summary>The gate is not open at the time of a merge.</summary>
    public static PromotionException ForMerge(PullRequest pullRequest, GateQuestion question, GateVerdict verdict) =>
        verdict switch
        {
            GateVerdict.Closed closed => new PromotionException(
                FailureKind.Rejected,
                $"Pull request {pullRequest.Number} was not merged: {question.Subject} is not reconciled: {Statuses(closed)}."
            )
            {
                Hint =
                    (
                        HasFailed(closed)
                            ? $"Fix environment {question.Environment}, then run the command again"
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
                    $"If environment {question.Environment} runs the version successfully, report it: '{Report(question)}'. "
                    + "To merge without this check, give a reason: --override REASON.",
            },
        };

    private static bool HasFailed(GateVerdict.Closed closed) =>
        closed.Waiting.Any(found => found.Status.State is CommitStatusState.Failure);

    private static string Statuses(GateVerdict.Closed closed) =>
        string.Join(
            "; ",
            closed.Waiting.Select(found =>
                $"{found.Status.Context} {State(found.Status.State)} on commit {found.Commit.Abbreviated}"
                + (found.Status.Description.Length > 0 ? $" ({found.Status.Description})" : "")
            )
        );

    private static string Commits(GateQuestion question) =>
        $"commit {question.Commits[^1].Abbreviated} or a later one with the version";

    private static string Report(GateQuestion question) =>
        $"gitops-promotion report --group {question.Group} --environment {question.Environment} --state success";

    private static string State(CommitStatusState state) =>
        state is CommitStatusState.Failure ? "failed" : "is pending";

    private static string Format(TimeSpan timeout) =>
        timeout.TotalMinutes >= 1 && timeout.Seconds == 0
            ? $"{(int)timeout.TotalMinutes} min"
            : $"{(int)timeout.TotalSeconds} s";
}
