using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>The next step to auto-merge, or to a merge where nothing is left to wait for.</summary>
/// <param name="goal">What is desired.</param>
/// <param name="now">What was observed.</param>
/// <param name="rules">The rules of the target branch; they allow a merge method.</param>
/// <param name="text">The change of text that is still to be made; null for none.</param>
internal sealed class AutoMergePlanner(
    PullRequestGoal.Open goal,
    ObservedPullRequest now,
    MergeRules rules,
    PullRequestText? text
)
{
    private readonly PullRequest open = now.PullRequest!;
    private readonly MergeMethod method = rules.ChosenMethod!.Value;
    private readonly Refusal? refusal = now.Progress.Refusal;

    /// <summary>Enables auto-merge; merges where nothing is left to wait for.</summary>
    public PullRequestStep Next()
    {
        if (open.AutoMerge && text is null && IsAsDesired)
        {
            return new PullRequestStep.Done(open with { Head = goal.Head });
        }

        if (refusal is { Step: PullRequestStep.Merge })
        {
            return MergePlanner.NextAfterRefusal(goal, now);
        }

        if (refusal is not null)
        {
            return NextAfterRefusal(refusal);
        }

        return now.Progress.HasEnabledAutoMerge && text is null
            ? NextAfterEnabling()
            : new PullRequestStep.Update(text, AutoMerge: true, method);
    }

    private bool IsAsDesired =>
        !now.HasOtherAutoMergeOptions && (now.AutoMergeMethod is null || now.AutoMergeMethod == method);

    /// <summary>While the forge completes it, auto-merge may be off again.</summary>
    private PullRequestStep NextAfterEnabling() =>
        MergePlanner.FindFailure(now) ?? new PullRequestStep.Wait(WaitLimits.AutoMerge, AutoMergeLost);

    /// <summary>Merges what need not wait; enables auto-merge where a rule is not met.</summary>
    public PullRequestStep NextAfterMerge()
    {
        if (refusal is { Step: PullRequestStep.Merge, Reason: RefusalReason.RuleNotMet })
        {
            return new PullRequestStep.Update(Text: null, AutoMerge: true, method);
        }

        if (now.Progress.HasEnabledAutoMerge)
        {
            return open.AutoMerge ? new PullRequestStep.Done(open with { Head = goal.Head }) : NextAfterEnabling();
        }

        if (refusal is { Step: PullRequestStep.Merge })
        {
            return MergePlanner.NextAfterRefusal(goal, now);
        }

        if (refusal is not null)
        {
            return NextAfterRefusal(refusal);
        }

        return text is not null || open.AutoMerge
            ? PullRequestPlanner.Disable(now, text)
            : new PullRequestStep.Merge(method);
    }

    private PullRequestStep NextAfterRefusal(Refusal refused)
    {
        if (refused.Step is not PullRequestStep.Update { AutoMerge: true })
        {
            // A refused change of the text says nothing about merging.
            return refused is { IsChecked: false, Reason: not RefusalReason.Contended }
                ? new PullRequestStep.Observe()
                : PullRequestPlanner.Retry(refused);
        }

        switch (refused.Reason)
        {
            case RefusalReason.NothingToWaitFor
            or RefusalReason.NoRules when goal.Desired.MergeMode is MergeMode.Immediately:
                return NextToMergeInstead(refused);
            case RefusalReason.NoRules:
                return new PullRequestStep.Fail(NoRequiredCheck);
            case RefusalReason.AutoMergeNotAllowed when goal.Desired.MergeMode is MergeMode.AfterCheck:
                return new PullRequestStep.Fail(AutoMergeNotAllowed);
            case RefusalReason.MethodNotAllowed:
                return new PullRequestStep.Fail(NoMergeMethod);
            case RefusalReason.Draft:
                return new PullRequestStep.Fail(Draft);
            case RefusalReason.Conflict:
                return new PullRequestStep.Fail(Conflict);
            case RefusalReason.Contended:
                return PullRequestPlanner.Retry(refused);
            default:
                break;
        }

        if (!refused.IsChecked)
        {
            return new PullRequestStep.Observe();
        }

        var problem =
            refused.Reason is RefusalReason.AutoMergeNotAllowed || !rules.AllowsAutoMerge
                ? AutoMergeNotAllowed
                : AutoMergeRefused;
        return now.Mergeability switch
        {
            Mergeability.Mergeable => NextToMergeInstead(refused),
            Mergeability.Conflicting => new PullRequestStep.Fail(Conflict),
            Mergeability.Computing => new PullRequestStep.Wait(WaitLimits.Mergeability, problem),
            _ when refused.Reason is RefusalReason.NotReady => new PullRequestStep.Wait(
                WaitLimits.Mergeability,
                problem
            ),
            _ => new PullRequestStep.Fail(problem),
        };
    }

    /// <summary>
    /// Merges what auto-merge has nothing to wait for. To a token that may bypass rules a pull request looks so before the
    /// rules are met.
    /// </summary>
    private PullRequestStep NextToMergeInstead(Refusal refused)
    {
        if (refused.Reason is RefusalReason.NoRules || !now.MayBypassRules)
        {
            return new PullRequestStep.Merge(method);
        }

        return now.Obstacle switch
        {
            null => new PullRequestStep.ReadObstacle(),
            { Text: null } => new PullRequestStep.Merge(method),
            _ => new PullRequestStep.Fail(AutoMergeBypassesRules),
        };
    }
}
