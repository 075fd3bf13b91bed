using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>How a promotion went: facts, for which the front end finds words.</summary>
public abstract record PromotionOutcome
{
    private PromotionOutcome() { }

    /// <summary>The environments that lie between and do not deploy the app.</summary>
    public IReadOnlyList<SkippedEnvironment> SkippedEnvironments { get; init; } = [];

    /// <summary>What a user must know although the command succeeded.</summary>
    public IReadOnlyList<PromotionWarning> Warnings { get; init; } = [];

    /// <summary>The branch and its pull request are as they should be.</summary>
    /// <param name="Promotion">What was promoted.</param>
    /// <param name="Branch">The promotion branch.</param>
    /// <param name="Commit">The commit on it.</param>
    /// <param name="PullRequest">The pull request; merged already where nothing was to wait for.</param>
    /// <param name="Changes">What the commit changes.</param>
    public sealed record Opened(
        Promotion Promotion,
        BranchName Branch,
        CommitSha Commit,
        PullRequest PullRequest,
        IReadOnlyList<ManifestChange> Changes
    ) : PromotionOutcome
    {
        /// <summary>What happened beside it.</summary>
        public PromotionRemarks Remarks { get; init; } = PromotionRemarks.None;
    }

    /// <summary>What would be done, had it not been a dry run.</summary>
    /// <param name="Promotion">What would be promoted.</param>
    /// <param name="Plan">What would be done.</param>
    /// <param name="Diff">The change of the files as git's unified diff.</param>
    public sealed record Planned(Promotion Promotion, PromotionPlan.Change Plan, string Diff) : PromotionOutcome
    {
        /// <summary>What would happen beside it.</summary>
        public PromotionRemarks Remarks { get; init; } = PromotionRemarks.None;
    }

    /// <summary>Every marker of the app holds the version in the environment already.</summary>
    public sealed record AlreadyPromoted(Promotion Promotion) : PromotionOutcome;

    /// <summary>A newer promotion of the app is open; this one stepped back.</summary>
    /// <param name="Promotion">The older one.</param>
    /// <param name="Newer">The pull request of the newer one.</param>
    public sealed record SupersededByOpenPullRequest(Promotion Promotion, PullRequest Newer) : PromotionOutcome;

    /// <summary>
    /// Since the commit that this promotion came from, the environment before moved on to another version and the
    /// environment itself was changed; this one stepped back.
    /// </summary>
    public sealed record Superseded(Promotion Promotion) : PromotionOutcome;

    /// <summary>Since the commit that this promotion came from, the environment before was taken back to an earlier version.</summary>
    public sealed record Reverted(Promotion Promotion, EnvironmentName Before) : PromotionOutcome;

    /// <summary>The commit did not come from a pull request.</summary>
    public sealed record NoPullRequest(CommitSha Commit) : PromotionOutcome;

    /// <summary>The commit came from a pull request that is not this tool's.</summary>
    public sealed record UnrelatedPullRequest(PullRequest PullRequest) : PromotionOutcome;

    /// <summary>The pull request has the description of a promotion, and left the version in the environment as it was.</summary>
    public sealed record NoVersionChange(PullRequest PullRequest, EnvironmentName Environment) : PromotionOutcome;

    /// <summary>The commit came from a review deployment.</summary>
    public sealed record Review(PullRequest PullRequest) : PromotionOutcome;

    /// <summary>No environment after the one that has the version deploys the app.</summary>
    public sealed record NotDeployed(PullRequest PullRequest, EnvironmentName Environment, ImagePolicy Policy)
        : PromotionOutcome;

    /// <summary>The version has reached the last environment.</summary>
    public sealed record LastEnvironment(PullRequest PullRequest, EnvironmentName Environment) : PromotionOutcome;
}
