using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>Decides what to do next with a pull request. The same for all forges, and pure.</summary>
internal static class PullRequestPlanner
{
    /// <param name="goal">What is desired.</param>
    /// <param name="now">What was observed.</param>
    /// <param name="forge">In what the forge differs from others.</param>
    public static PullRequestStep Next(PullRequestGoal goal, ObservedPullRequest now, ForgeTraits forge)
    {
        if (now is { PullRequest: not null, Progress.Refusal.Step: PullRequestStep.Create })
        {
            // Another run has created it.
            now = now with
            {
                Progress = now.Progress with { Refusal = null },
            };
        }

        return FindEnd(goal, now, forge)
            ?? goal switch
            {
                PullRequestGoal.Open open => new OpenPlanner(open, now, forge).Next(),
                PullRequestGoal.Merge merge => MergePlanner.Next(merge, now, forge),
                PullRequestGoal.DisableAutoMerge => NextToDisable(now),
                PullRequestGoal.PassCheck => NextToPassCheck(goal, now, forge),
                _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, message: null),
            };
    }

    /// <summary>What ends every call: it is merged, no longer open, or about something else now.</summary>
    private static PullRequestStep? FindEnd(PullRequestGoal goal, ObservedPullRequest now, ForgeTraits forge)
    {
        var pullRequest = now.PullRequest;
        if (pullRequest is { State: PullRequestState.Merged })
        {
            return goal switch
            {
                PullRequestGoal.DisableAutoMerge => new PullRequestStep.Fail(NotOpen),
                PullRequestGoal.PassCheck => new PullRequestStep.Done(pullRequest),
                // Another run has merged the very commit; its branch was pushed again for nothing.
                PullRequestGoal.Open when forge.IsAtomic && now.Tip == goal.Head =>
                    new PullRequestStep.DeleteSourceBranch(),
                _ => pullRequest.Head == goal.Head
                    ? new PullRequestStep.Done(pullRequest)
                    : new PullRequestStep.Fail(MergedOtherCommit),
            };
        }

        if (pullRequest is { State: PullRequestState.Closed } || (pullRequest is null && goal.Number is not null))
        {
            return new PullRequestStep.Fail(NotOpen);
        }

        if (goal is PullRequestGoal.DisableAutoMerge)
        {
            return null;
        }

        if (now.Tip != goal.Head)
        {
            return new PullRequestStep.Fail(SourceBranchMoved);
        }

        return pullRequest is not null && pullRequest.TargetBranch != goal.TargetBranch
            ? new PullRequestStep.Fail(Retargeted)
            : null;
    }

    private static PullRequestStep NextToDisable(ObservedPullRequest now) =>
        now.PullRequest is { AutoMerge: false } off ? new PullRequestStep.Done(off) : Disable(now, text: null);

    private static PullRequestStep NextToPassCheck(PullRequestGoal goal, ObservedPullRequest now, ForgeTraits forge)
    {
        var pullRequest = now.PullRequest!;
        if (now.Progress.HasSetCheckStatus || now.Rules?.RequiresCheckStatus is false)
        {
            return new PullRequestStep.Done(pullRequest with { Head = goal.Head });
        }

        if (pullRequest.Head != goal.Head && !forge.IsAtomic)
        {
            return new PullRequestStep.Wait(WaitLimits.HeadCommit, HeadCommitMissing);
        }

        if (now.Progress.Refusal is { } refusal)
        {
            return Retry(refusal);
        }

        return now.Rules?.RequiresCheckStatus is null
            ? new PullRequestStep.ReadRules()
            : new PullRequestStep.SetCheckStatus();
    }

    /// <summary>Disables auto-merge, with a change of text where there is one.</summary>
    public static PullRequestStep Disable(ObservedPullRequest now, PullRequestText? text)
    {
        if (now.IsQueued)
        {
            return new PullRequestStep.Fail(Queued);
        }

        return now.Progress switch
        {
            { Refusal: { IsChecked: false, Reason: not RefusalReason.Contended } } => new PullRequestStep.Observe(),
            { Refusal: { Step: PullRequestStep.Update { Text: null, AutoMerge: false } } refusal } => refusal.Reason
            is RefusalReason.Other
                ? new PullRequestStep.Fail(AutoMergeStays)
                : Retry(refusal),
            { HasDisabledAutoMerge: true } when text is null => new PullRequestStep.Fail(AutoMergeStays),
            { Refusal: { } refusal } => Retry(refusal),
            _ => new PullRequestStep.Update(text, AutoMerge: false),
        };
    }

    /// <summary>After a refusal that is understood nowhere else: competing runs wait for their turn, others fail.</summary>
    public static PullRequestStep Retry(Refusal refusal) =>
        refusal.Reason is RefusalReason.Contended
            ? new PullRequestStep.Wait(WaitLimits.ForOtherRuns(refusal.Step), Refused)
            : new PullRequestStep.Fail(Refused);
}
