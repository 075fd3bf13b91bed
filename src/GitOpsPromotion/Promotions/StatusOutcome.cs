using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>How a check passed. A check that does not pass is a <see cref="PromotionException"/>.</summary>
public abstract record StatusOutcome
{
    private StatusOutcome() { }

    /// <summary>The branch is no promotion's.</summary>
    public sealed record Manual(BranchName Branch) : StatusOutcome;

    /// <summary>The pull request is a review deployment.</summary>
    public sealed record Review(BranchName Branch) : StatusOutcome;

    /// <summary>The pull request has been merged already.</summary>
    public sealed record Merged(PullRequest PullRequest) : StatusOutcome;

    /// <summary>There is no environment before it that could run the version.</summary>
    public sealed record FirstEnvironment(PullRequest PullRequest, EnvironmentName Environment) : StatusOutcome;

    /// <summary>The environment before runs the version well.</summary>
    /// <param name="PullRequest">The pull request; merged where it merges by itself and waited only for this check.</param>
    /// <param name="Question">What was asked.</param>
    /// <param name="Commits">The commits that the statuses were found on, newest first.</param>
    public sealed record Passed(PullRequest PullRequest, GateQuestion Question, IReadOnlyList<CommitSha> Commits)
        : StatusOutcome;
}
