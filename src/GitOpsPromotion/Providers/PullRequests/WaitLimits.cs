namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>Every wait for what a forge does by itself, with its limit.</summary>
internal static class WaitLimits
{
    /// <summary>Until the forge lists the pull request or sees the branch that its own answer told of.</summary>
    public static WaitLimit Creation { get; } = For(TimeSpan.FromSeconds(15));

    /// <summary>Until the pull request shows the commit that was pushed to its source branch.</summary>
    public static WaitLimit HeadCommit { get; } = For(TimeSpan.FromMinutes(1));

    /// <summary>Until the forge has computed whether the pull request can be merged.</summary>
    public static WaitLimit Mergeability { get; } = For(TimeSpan.FromSeconds(15));

    /// <summary>Until auto-merge stays on, or has merged.</summary>
    public static WaitLimit AutoMerge { get; } = For(TimeSpan.FromMinutes(1));

    /// <summary>Until a merge that the forge has accepted is done.</summary>
    public static WaitLimit Merge { get; } = For(TimeSpan.FromMinutes(5));

    /// <summary>Until the forge knows which pull request a commit came from.</summary>
    public static WaitLimit MergedPullRequest { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)) { MaxPauses = 4 };

    /// <summary>Until a server that lost its answer has ended the request.</summary>
    public static WaitLimit LostAnswer { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)) { MaxPauses = 3 };

    /// <summary>Until no other run changes the same pull request or the statuses of the same commit at the same time.</summary>
    public static WaitLimit ConcurrentChange { get; } = ForOtherRuns(maxPauses: 60);

    /// <summary>
    /// Until no other run merges into the same branch at the same time. Each attempt that fails is another run's merge, so
    /// that one of many may fail often.
    /// </summary>
    public static WaitLimit ConcurrentMerge { get; } = ForOtherRuns(maxPauses: 600);

    /// <summary>The limit for other runs that prevent a step.</summary>
    public static WaitLimit ForOtherRuns(PullRequestStep step) =>
        step is PullRequestStep.Merge or PullRequestStep.SetCheckStatus ? ConcurrentMerge : ConcurrentChange;

    private static WaitLimit ForOtherRuns(int maxPauses) =>
        new(TimeSpan.FromMilliseconds(30), TimeSpan.FromSeconds(1)) { MaxPauses = maxPauses, HasJitter = true };

    private static WaitLimit For(TimeSpan total) =>
        new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3)) { Total = total };
}
