using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Says why a gate stayed shut until its deadline.</summary>
internal static class GateFailure
{
    public static PromotionException Explain(GateQuestion question, GateVerdict verdict, TimeSpan timeout)
    {
        if (verdict is not GateVerdict.Shut shut)
        {
            return new PromotionException(
                FailureKind.TimedOut,
                $"No status for {question.Subject} was reported within {Words(timeout)} on commit "
                    + $"{question.Commits[^1].Abbreviated} or a later one that holds the version."
            )
            {
                Hint =
                    $"Let the controller report commit statuses whose context is like 'kustomization/{question.Subject}', "
                    + $"or set one with 'gitops-promotion report --group {question.Group} --environment {question.Environment} --state success'.",
            };
        }

        var lines = shut.Waiting.Select(found =>
            $"{found.Status.Context} is {State(found.Status.State)} on commit {found.Commit.Abbreviated}"
            + (found.Status.Description.Length > 0 ? $" ({found.Status.Description})" : "")
        );
        return new PromotionException(
            shut.Waiting.Any(found => found.Status.State is CommitStatusState.Failure)
                ? FailureKind.Rejected
                : FailureKind.TimedOut,
            $"{question.Subject} was not reconciled within {Words(timeout)}: {string.Join("; ", lines)}."
        )
        {
            Hint = $"Mend environment {question.Environment}, then run the check again.",
        };
    }

    private static string State(CommitStatusState state) => state is CommitStatusState.Failure ? "failed" : "pending";

    private static string Words(TimeSpan timeout) =>
        timeout.TotalMinutes >= 1 && timeout.Seconds == 0
            ? $"{(int)timeout.TotalMinutes} min"
            : $"{(int)timeout.TotalSeconds} s";
}
