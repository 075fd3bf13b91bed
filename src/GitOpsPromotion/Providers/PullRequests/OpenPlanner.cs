using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>The next step to an open pull request with the desired text and merge mode.</summary>
internal sealed class OpenPlanner(PullRequestGoal.Open goal, ObservedPullRequest now, ForgeTraits forge)
{
    private readonly DesiredPullRequest desired = goal.Desired;
    private readonly Refusal? refusal = now.Progress.Refusal;

    public PullRequestStep Next()
    {
        if (DesiredText.Exceeds(desired, forge))
        {
            return new PullRequestStep.Fail(DescriptionTooLong);
        }

        if (now.Progress.HasMerged)
        {
            return MergePlanner.NextAfterMerge(goal, now);
        }

        if (now.PullRequest is not { } open)
        {
            return NextWithoutPullRequest();
        }

        var text = now.Progress.HasSetText ? null : FindTextChange(open);
        return desired.MergeMode is MergeMode.Manual ? NextToManual(open, text) : NextToMerge(open, text);
    }

    /// <summary>Where the pull request stores its head commit, it is written with the text.</summary>
    private PullRequestText? FindTextChange(PullRequest open) =>
        forge.IsAtomic && open.Head != goal.Head
            ? new(desired.Title, desired.Description)
            : DesiredText.ChangeOf(open, desired, forge);

    private PullRequestStep NextWithoutPullRequest() =>
        refusal switch
        {
            { Reason: RefusalReason.Contended } => PullRequestPlanner.Retry(refusal),
            { IsChecked: false } => new PullRequestStep.Observe(),
            { Reason: RefusalReason.NothingToMerge } => new PullRequestStep.Fail(NothingToMerge),
            { Reason: RefusalReason.AlreadyOpen or RefusalReason.BranchNotFound } => new PullRequestStep.Wait(
                WaitLimits.Creation,
                Refused
            ),
            not null => new PullRequestStep.Fail(Refused),
            null when MergesAtOnce => new PullRequestStep.Merge(MergeMethod.Merge),
            null => new PullRequestStep.Create(),
        };

    private bool MergesAtOnce => forge.IsAtomic && (desired.MergeMode is MergeMode.Immediately || AfterCheckThatPassed);

    private bool AfterCheckThatPassed => desired.MergeMode is MergeMode.AfterCheck && now.HasPassedCheck;

    private PullRequestStep NextToManual(PullRequest open, PullRequestText? text) =>
        text is null && !open.AutoMerge
            ? new PullRequestStep.Done(open with { Head = goal.Head })
            : PullRequestPlanner.Disable(now, text);

    private PullRequestStep NextToMerge(PullRequest open, PullRequestText? text)
    {
        if (now.Rules is not { } rules || (desired.MergeMode is MergeMode.AfterCheck && rules.RequiresCheck is null))
        {
            return new PullRequestStep.ReadRules();
        }

        if (FindObjection(rules) is { } objection)
        {
            return text is not null || open.AutoMerge
                ? PullRequestPlanner.Disable(now, text)
                : new PullRequestStep.Fail(objection);
        }

        if (open.Head != goal.Head && !forge.IsAtomic)
        {
            return new PullRequestStep.Wait(WaitLimits.HeadCommit, HeadCommitMissing);
        }

        if (MergesAtOnce)
        {
            return refusal is null
                ? new PullRequestStep.Merge(rules.ChosenMethod!.Value)
                : PullRequestPlanner.Retry(refusal);
        }

        AutoMergePlanner planner = new(goal, now, rules, text);
        return forge.BindsAutoMergeToHead || desired.MergeMode is MergeMode.AfterCheck || rules.RequiresCheck is true
            ? planner.Next()
            : planner.NextAfterMerge();
    }

    private PullRequestProblem? FindObjection(MergeRules rules)
    {
        if (desired.MergeMode is MergeMode.AfterCheck && rules.RequiresCheck is false)
        {
            return NoRequiredCheck;
        }

        if (rules.ChosenMethod is null)
        {
            return NoMergeMethod;
        }

        return now.IsDraft ? Draft : null;
    }
}
