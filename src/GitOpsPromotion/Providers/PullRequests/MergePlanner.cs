using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>The next step to a pull request that is merged, and what follows a merge that was accepted or refused.</summary>
internal static class MergePlanner
{
    public static PullRequestStep Next(PullRequestGoal.Merge goal, ObservedPullRequest now, ForgeTraits forge)
    {
        if (now.Progress.HasMerged)
        {
            return NextAfterMerge(goal, now);
        }

        if (now.IsDraft)
        {
            return new PullRequestStep.Fail(Draft);
        }

        if (now.Rules is not { } rules)
        {
            return new PullRequestStep.ReadRules();
        }

        if (rules.ChosenMethod is not { } method)
        {
            return new PullRequestStep.Fail(NoMergeMethod);
        }

        var pullRequest = now.PullRequest!;
        if (pullRequest.Head != goal.Head && !forge.IsAtomic)
        {
            return new PullRequestStep.Wait(WaitLimits.HeadCommit, HeadCommitMissing);
        }

        if (now.Progress.Refusal is not null)
        {
            return NextAfterRefusal(goal, now);
        }

        if (rules.RequiresMergeQueue)
        {
            return FindNoteText(goal, now) is { } text
                ? new PullRequestStep.Update(text)
                : new PullRequestStep.Fail(MergeQueueRequired);
        }

        if (FindObstacle(now) is { } step)
        {
            return step;
        }

        return method is MergeMethod.Rebase && FindNoteText(goal, now) is { } note
            ? new PullRequestStep.Update(note)
            : new PullRequestStep.Merge(method);
    }

    /// <summary>After the forge has accepted the merge, which it may do a little later.</summary>
    public static PullRequestStep NextAfterMerge(PullRequestGoal goal, ObservedPullRequest now)
    {
        if (now.PullRequest is { } pullRequest && pullRequest.Head != goal.Head)
        {
            return new PullRequestStep.Fail(PushedDuringMerge);
        }

        return FindFailure(now) ?? new PullRequestStep.Wait(WaitLimits.Merge, MergeUnfinished);
    }

    /// <summary>What follows where a merge that the forge has accepted was not done; null where it still may be.</summary>
    public static PullRequestStep? FindFailure(ObservedPullRequest now) =>
        now.Mergeability switch
        {
            Mergeability.Conflicting => new PullRequestStep.Fail(Conflict),
            Mergeability.Failed => new PullRequestStep.Fail(MergeFailed),
            Mergeability.Blocked when now.Obstacle is null => new PullRequestStep.ReadObstacle(),
            Mergeability.Blocked => new PullRequestStep.Fail(RuleNotMet),
            _ => null,
        };

    /// <summary>After the forge has refused to merge.</summary>
    public static PullRequestStep NextAfterRefusal(PullRequestGoal goal, ObservedPullRequest now)
    {
        var refusal = now.Progress.Refusal!;
        switch (refusal.Reason)
        {
            case RefusalReason.Contended:
                return PullRequestPlanner.Retry(refusal);
            case RefusalReason.NothingToMerge:
                return new PullRequestStep.Fail(NothingToMerge);
            case RefusalReason.RuleNotMet when now.Mergeability is Mergeability.NotRead:
                return now.Obstacle is null ? new PullRequestStep.ReadObstacle() : new PullRequestStep.Fail(RuleNotMet);
            default:
                break;
        }

        if (!refusal.IsChecked)
        {
            return new PullRequestStep.Observe();
        }

        if (now.Mergeability is Mergeability.Conflicting || refusal.Reason is RefusalReason.Conflict)
        {
            return new PullRequestStep.Fail(Conflict);
        }

        var problem = refusal.Reason switch
        {
            RefusalReason.MethodNotAllowed => NoMergeMethod,
            RefusalReason.MergeQueueRequired => MergeQueueRequired,
            RefusalReason.Draft => Draft,
            _ => Refused,
        };
        return refusal.Reason is RefusalReason.NotReady || now.Mergeability is Mergeability.Computing
            ? new PullRequestStep.Wait(WaitLimits.Mergeability, problem)
            : new PullRequestStep.Fail(problem);
    }

    private static PullRequestStep? FindObstacle(ObservedPullRequest now)
    {
        switch (now.Mergeability)
        {
            case Mergeability.Computing:
                return new PullRequestStep.Wait(WaitLimits.Mergeability, MergeabilityUnknown);
            case Mergeability.Conflicting:
                return new PullRequestStep.Fail(Conflict);
            case Mergeability.Behind:
                return new PullRequestStep.Fail(Behind);
            case Mergeability.Blocked:
                return new PullRequestStep.Fail(RuleNotMet);
            default:
                break;
        }

        if (!now.MayBypassRules)
        {
            return null;
        }

        return now.Obstacle switch
        {
            null => new PullRequestStep.ReadObstacle(),
            { Text: null } => null,
            _ => new PullRequestStep.Fail(RuleNotMet),
        };
    }

    /// <summary>The description with the note, where the merge itself takes none; null where it is there.</summary>
    private static PullRequestText? FindNoteText(PullRequestGoal.Merge goal, ObservedPullRequest now) =>
        goal.Note is { } note && !now.Progress.HasSetText && now.PullRequest!.Description != note.Description
            ? new(Title: null, note.Description)
            : null;
}
