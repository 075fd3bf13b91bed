using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>What a forge may show, in any combination.</summary>
internal static class GeneratedObservations
{
    private static readonly Gen<bool> Bools = Gen.Elements(true, false);

    private static readonly Gen<PullRequestStep> WrittenSteps = Gen.Elements<PullRequestStep>(
        new PullRequestStep.Create(),
        new PullRequestStep.Merge(MergeMethod.Squash),
        new PullRequestStep.Update(Text: null, AutoMerge: true, MergeMethod.Merge),
        new PullRequestStep.Update(Text: null, AutoMerge: false),
        new PullRequestStep.Update(new PullRequestText("Another", Description: null)),
        new PullRequestStep.SetCheckStatus()
    );

    private static readonly Gen<Refusal?> Refusals = Gen.OneOf(
        Gen.Constant<Refusal?>(null),
        from step in WrittenSteps
        from reason in Gen.Elements(Enum.GetValues<RefusalReason>())
        from isChecked in Bools
        select (Refusal?)
            new Refusal(step, reason, "No, because", new PromotionException(FailureKind.Rejected, "It was refused."))
            {
                IsChecked = isChecked,
            }
    );

    private static readonly Gen<Progress> Progresses =
        from refusal in Refusals
        from hasSetText in Bools
        from hasEnabled in Bools
        from hasDisabled in Bools
        from hasMerged in Gen.Elements(false, false, false, true)
        from hasSetCheckStatus in Bools
        select new Progress
        {
            Refusal = refusal,
            HasSetText = hasSetText,
            HasEnabledAutoMerge = hasEnabled,
            HasDisabledAutoMerge = hasDisabled,
            HasMerged = hasMerged,
            HasSetCheckStatus = hasSetCheckStatus,
        };

    private static readonly Gen<MergeRules?> Rules = Gen.OneOf(
        Gen.Constant<MergeRules?>(null),
        from methods in Gen.Elements(Enum.GetValues<MergeMethod>()).ArrayOf(2)
        from count in Gen.Choose(0, 2)
        from requiresCheck in Gen.Elements<bool?>(true, true, false, null)
        from requiresQueue in Bools
        from allowsAutoMerge in Bools
        select (MergeRules?)
            new MergeRules([.. methods.Take(count)])
            {
                RequiresCheck = requiresCheck,
                RequiresCheckStatus = requiresCheck,
                RequiresMergeQueue = requiresQueue,
                AllowsAutoMerge = allowsAutoMerge,
            }
    );

    private static readonly Gen<PullRequest?> PullRequests =
        from isFound in Gen.Elements(true, true, true, false)
        from state in Gen.Elements(PullRequestState.Open, PullRequestState.Open, PullRequestState.Merged)
        from isClosed in Gen.Elements(false, false, false, true)
        from head in Gen.Elements(Head, Head, Head, Other)
        from autoMerge in Bools
        from title in Gen.Elements(Existing.Title, "Another")
        from target in Gen.Elements("main", "main", "main", "release")
        select isFound
            ? Existing with
            {
                State = isClosed ? PullRequestState.Closed : state,
                Head = head,
                AutoMerge = autoMerge,
                Title = title,
                TargetBranch = BranchName.Parse(target),
            }
            : null;

    public static readonly Gen<ObservedPullRequest> All =
        from pullRequest in PullRequests
        from tip in Gen.Elements<CommitSha?>(Head, Head, Head, Other, null)
        from mergeability in Gen.Elements(Enum.GetValues<Mergeability>())
        from isDraft in Gen.Elements(false, false, false, true)
        from isQueued in Gen.Elements(false, false, false, true)
        from mayBypassRules in Bools
        from hasPassed in Bools
        from obstacle in Gen.Elements<Obstacle?>(null, new Obstacle(Text: null), new Obstacle("a required check"))
        from rules in Rules
        from progress in Progresses
        select new ObservedPullRequest
        {
            PullRequest = pullRequest,
            Tip = tip,
            Mergeability = mergeability,
            IsDraft = isDraft,
            IsQueued = isQueued,
            MayBypassRules = mayBypassRules,
            HasPassedCheck = hasPassed,
            Obstacle = obstacle,
            Rules = rules,
            Progress = progress,
        };
}
