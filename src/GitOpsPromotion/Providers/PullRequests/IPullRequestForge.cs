using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>What a forge does for the lifecycle of a pull request: it observes, and does one step at a time.</summary>
internal interface IPullRequestForge
{
    ForgeTraits Traits { get; }

    /// <summary>Reads the pull request and its branches.</summary>
    /// <param name="goal">What the call is about.</param>
    /// <param name="before">What was observed before in the same call; null for nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    );

    /// <summary>The commit of the source branch where pushes show at once; null where the branch does not exist.</summary>
    Task<CommitSha?> ReadTipAsync(BranchName source, CancellationToken cancellationToken);

    /// <summary>Does one step that reads or writes.</summary>
    /// <returns>How it ended.</returns>
    Task<StepResult> DoAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        CancellationToken cancellationToken
    );
}

/// <summary>How a step ended.</summary>
internal abstract record StepResult
{
    private StepResult() { }

    /// <summary>It is done.</summary>
    /// <param name="Now">What is to be observed after it.</param>
    /// <param name="Part">The part of the step that was done, where the forge cannot do all of it at once.</param>
    public sealed record Done(ObservedPullRequest Now, PullRequestStep? Part = null) : StepResult;

    /// <summary>The forge did not do it.</summary>
    public sealed record Refused(RefusalReason Reason, string Text, PromotionException Failure) : StepResult;

    /// <summary>The server asked to wait first, so it was not sent: what it rests on may have changed.</summary>
    public sealed record Postponed : StepResult;
}
