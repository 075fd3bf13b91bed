using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>The failures of pull requests: what has not happened, why, and what to do.</summary>
internal static class PullRequestFailures
{
    private const string Changed = "It changed while the command ran. Run the command again.";

    /// <param name="problem">Why it failed.</param>
    /// <param name="goal">What was desired.</param>
    /// <param name="now">What was observed last.</param>
    /// <param name="forge">The forge, which knows its own settings.</param>
    public static PromotionException For(
        PullRequestProblem problem,
        PullRequestGoal goal,
        ObservedPullRequest now,
        ForgeTraits forge
    )
    {
        if (problem is Refused)
        {
            return now.Progress.Refusal!.Failure;
        }

        return new(
            problem is HeadCommitMissing or MergeUnfinished ? FailureKind.TimedOut : FailureKind.Rejected,
            $"{NotReached(problem, goal, now)}: {Reason(problem, goal, now, forge)}."
        )
        {
            Hint = forge.Hints.GetValueOrDefault(problem) ?? Hint(problem, goal),
            IsStale = IsStale(problem, goal),
        };
    }

    private static string NotReached(PullRequestProblem problem, PullRequestGoal goal, ObservedPullRequest now) =>
        problem is SourceBranchMoved or MergedOtherCommit or NotOpen or Retargeted
        && goal is PullRequestGoal.Open
        && now.PullRequest is { Number: var number }
            ? $"Pull request {number} was not updated"
            : goal.NotReached(now.PullRequest?.Number);

    private static string Reason(
        PullRequestProblem problem,
        PullRequestGoal goal,
        ObservedPullRequest now,
        ForgeTraits forge
    )
    {
        var (source, target) = (goal.SourceBranch, goal.TargetBranch);
        return problem switch
        {
            SourceBranchMoved => now.Tip is { } tip
                ? $"branch {source} is no longer at commit {goal.Head.Abbreviated}: it is at {tip.Abbreviated}"
                : $"branch {source} was deleted",
            MergedOtherCommit => $"it was merged with another commit, {now.PullRequest!.Head.Abbreviated}",
            NotOpen => now.PullRequest?.State is PullRequestState.Merged
                ? "it is no longer open: it is merged"
                : "it is no longer open",
            Retargeted => $"its target branch is {now.PullRequest!.TargetBranch} now, not {target}",
            NothingToMerge => $"{target} already contains this change",
            DescriptionTooLong => FormattableString.Invariant(
                $"what its description must begin with is longer than the {forge.MaxDescription} characters that {forge.Name} accepts"
            ),
            Conflict => $"it conflicts with newer commits on {target}",
            Draft => "it is a draft",
            NoMergeMethod => $"no merge method is allowed by both the repository and the rules of {target}",
            MergeQueueRequired => $"{target} requires a merge queue",
            Behind => $"the branch is behind {target}, which requires branches to be up to date",
            RuleNotMet => now.Obstacle?.Text ?? $"a rule of {target} is not met{RequiredChecks(now)}",
            MergeFailed => $"the merge failed{(now.MergeFailure.Length > 0 ? $" ({now.MergeFailure})" : "")}",
            MergeabilityUnknown => $"{forge.Name} is still computing whether it can be merged",
            HeadCommitMissing => $"{forge.Name} has not picked up commit {goal.Head.Abbreviated} of {source} yet",
            MergeUnfinished => FormattableString.Invariant(
                $"{forge.Name} has not finished the merge within {WaitLimits.Merge.Total!.Value.TotalMinutes:0} minutes"
            ),
            PushedDuringMerge => $"{source} got another commit during the merge",
            NoRequiredCheck => $"{target} has no required check, so auto-merge would not wait for the promotion check",
            AutoMergeNotAllowed => "auto-merge is disabled in the settings of the repository",
            AutoMergeRefused => $"{forge.Name} does not enable it ({now.Progress.Refusal!.Text})",
            AutoMergeBypassesRules =>
                $"{now.Obstacle!.Text}, and {forge.Name} does not enable auto-merge for a token that can bypass the rules",
            AutoMergeLost => "auto-merge did not stay enabled",
            AutoMergeStays => now.Progress.Refusal is { Text.Length: > 0 } refusal
                ? $"{forge.Name} does not disable auto-merge ({refusal.Text}), so it may still be merged automatically"
                : "auto-merge is still enabled, so it may still be merged automatically",
            Queued => $"it is in the merge queue of {target}, so it may still be merged automatically",
            _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, message: null),
        };
    }

    private static string RequiredChecks(ObservedPullRequest now) =>
        string.Join(", ", now.Rules?.RequiredChecks ?? []) is { Length: > 0 } names
            ? $" (required checks: {names})"
            : "";

    private static string? Hint(PullRequestProblem problem, PullRequestGoal goal) =>
        problem switch
        {
            SourceBranchMoved or MergedOtherCommit or Retargeted or NothingToMerge or PushedDuringMerge => Changed,
            NotOpen => "See what is open with: gitops-promotion list",
            DescriptionTooLong => "Give the group, the app, the tag or the image a shorter name.",
            Conflict when goal is PullRequestGoal.Open =>
                "Run the promotion again: it starts from the newest commit of the target branch.",
            Conflict or Behind =>
                $"Run 'gitops-promotion promote' on the newest commit of {goal.TargetBranch}: it rebuilds the branch.",
            Draft => "Mark it as ready for review on its page, then run the command again.",
            RuleNotMet => "Its page shows what is missing: checks, reviews or permissions.",
            MergeFailed => "Its page may say more.",
            MergeabilityUnknown => "Run the command again in a minute.",
            HeadCommitMissing => "The forge may be slow. Run the command again.",
            MergeUnfinished => "Look at its page: it may be merged later.",
            AutoMergeRefused => "Look at its page, then run the command again.",
            AutoMergeStays => "Disable auto-merge on its page, then run the command again.",
            Queued => "Remove it from the queue on its page, then run the command again.",
            _ => null,
        };

    /// <summary>Whether deciding again from a fresh read may succeed.</summary>
    private static bool IsStale(PullRequestProblem problem, PullRequestGoal goal) =>
        problem switch
        {
            SourceBranchMoved or MergedOtherCommit or NotOpen or Retargeted or NothingToMerge or PushedDuringMerge =>
                true,
            // What was only just pushed can be rebuilt on the newest commit of the target branch.
            Conflict => goal is PullRequestGoal.Open,
            _ => false,
        };
}
