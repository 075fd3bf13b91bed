using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>Goals and observations for the tests of the planner, and its steps as text.</summary>
internal static class Planned
{
    public static readonly CommitSha Head = CommitSha.Parse(new string('a', 40));
    public static readonly CommitSha Other = CommitSha.Parse(new string('b', 40));

    public static readonly ForgeTraits OnGitHub = new("GitHub") { MaxTitle = 256, BindsAutoMergeToHead = true };
    public static readonly ForgeTraits OnAzureDevOps = new("Azure DevOps") { MaxTitle = 400, MaxDescription = 4000 };
    public static readonly ForgeTraits OnPlainGit = new("plain git") { IsAtomic = true };

    /// <summary>An open pull request with the desired text.</summary>
    public static readonly PullRequest Existing = new(
        7,
        BranchName.Parse("promote/webshop-webui"),
        BranchName.Parse("main"),
        Head,
        "Promote webshop/webui",
        "What and why.",
        PullRequestState.Open
    )
    {
        Page = new Uri("https://forge.example/7"),
    };

    /// <summary>A rule set with a required check and merge commits.</summary>
    public static readonly MergeRules WithCheck = new([MergeMethod.Merge])
    {
        RequiresCheck = true,
        RequiresCheckStatus = true,
    };

    public static readonly MergeRules WithoutCheck = WithCheck with
    {
        RequiresCheck = false,
        RequiresCheckStatus = false,
    };

    /// <summary>The pull request is open at its head, and nothing else was read.</summary>
    public static readonly ObservedPullRequest Seen = new() { Tip = Head, PullRequest = Existing };

    public static PullRequestGoal.Open Open(MergeMode mode) =>
        new(
            new DesiredPullRequest(
                Existing.SourceBranch,
                Existing.TargetBranch,
                Head,
                Existing.Title,
                Existing.Description,
                mode
            )
        );

    public static PullRequestGoal Goal(string name) =>
        name switch
        {
            "Merge" => new PullRequestGoal.Merge(Existing, Note: null),
            "DisableAutoMerge" => new PullRequestGoal.DisableAutoMerge(Existing),
            "PassCheck" => new PullRequestGoal.PassCheck(Existing),
            _ => Open(Enum.Parse<MergeMode>(name)),
        };

    public static ForgeTraits Forge(string name) =>
        name switch
        {
            "GitHub" => OnGitHub,
            "Azure DevOps" => OnAzureDevOps,
            _ => OnPlainGit,
        };

    public static ObservedPullRequest Refused(
        this ObservedPullRequest now,
        PullRequestStep step,
        string reason,
        bool isChecked = false
    ) =>
        now with
        {
            Progress = now.Progress with
            {
                Refusal = new(
                    step,
                    Enum.Parse<RefusalReason>(reason),
                    "No, because",
                    new PromotionException(FailureKind.Rejected, "It was refused: No, because.")
                )
                {
                    IsChecked = isChecked,
                },
            },
        };

    public static string Next(PullRequestGoal goal, ObservedPullRequest now, ForgeTraits forge) =>
        Text(PullRequestPlanner.Next(goal, now, forge));

    public static string Text(PullRequestStep step) =>
        step switch
        {
            PullRequestStep.Done => "done",
            PullRequestStep.Fail(var problem) => $"fail: {problem}",
            PullRequestStep.Observe => "observe",
            PullRequestStep.Wait(var limit, var problem) => $"wait {NameOf(limit)}: {problem}",
            PullRequestStep.ReadRules => "read rules",
            PullRequestStep.ReadObstacle => "read obstacle",
            PullRequestStep.Create => "create",
            PullRequestStep.Merge(var method) => $"merge {method}",
            PullRequestStep.DeleteSourceBranch => "delete source branch",
            PullRequestStep.SetCheckStatus => "set check status",
            PullRequestStep.Update(var text, var autoMerge, var method) => "update"
                + (text is null ? "" : " text")
                + autoMerge switch
                {
                    true => $" auto-merge {method}",
                    false => " auto-merge off",
                    null => "",
                },
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, message: null),
        };

    private static string NameOf(WaitLimit limit) =>
        ReferenceEquals(limit, WaitLimits.Creation) ? nameof(WaitLimits.Creation)
        : ReferenceEquals(limit, WaitLimits.HeadCommit) ? nameof(WaitLimits.HeadCommit)
        : ReferenceEquals(limit, WaitLimits.Mergeability) ? nameof(WaitLimits.Mergeability)
        : ReferenceEquals(limit, WaitLimits.AutoMerge) ? nameof(WaitLimits.AutoMerge)
        : ReferenceEquals(limit, WaitLimits.Merge) ? nameof(WaitLimits.Merge)
        : ReferenceEquals(limit, WaitLimits.ConcurrentChange) ? nameof(WaitLimits.ConcurrentChange)
        : nameof(WaitLimits.ConcurrentMerge);
}
