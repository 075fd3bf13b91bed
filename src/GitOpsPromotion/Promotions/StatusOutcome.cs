using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Why a check passed. A check that does not pass throws a <see cref="PromotionException"/>.</summary>
public abstract record StatusOutcome
{
    private StatusOutcome() { }

    /// <summary>The branch is not a promotion's.</summary>
    public sealed record Manual(BranchName Branch) : StatusOutcome;

    /// <summary>The pull request is a review deployment.</summary>
    public sealed record Review(BranchName Branch) : StatusOutcome;

    /// <summary>The pull request has been merged already.</summary>
    public sealed record Merged(PullRequest PullRequest) : StatusOutcome;

    /// <summary>The promotion is to the first environment: there is no environment before it.</summary>
    public sealed record FirstEnvironment(PullRequest PullRequest, EnvironmentName Environment) : StatusOutcome;

    /// <summary>The environment before runs the version successfully.</summary>
    /// <param name="PullRequest">The pull request; merged if auto-merge waited only for this check.</param>
    /// <param name="Question">What was checked.</param>
    /// <param name="Commits">The commits that the statuses were found on, newest first.</param>
    public sealed record Passed(PullRequest PullRequest, GateQuestion Question, IReadOnlyList<CommitSha> Commits)
        : StatusOutcome;
}
