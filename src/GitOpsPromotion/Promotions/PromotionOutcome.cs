using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The outcome of a promotion: facts, which the front end puts into messages.</summary>
public abstract record PromotionOutcome
{
    private PromotionOutcome() { }

    /// <summary>The environments in between that do not deploy the app.</summary>
    public IReadOnlyList<SkippedEnvironment> SkippedEnvironments { get; init; } = [];

    /// <summary>Problems that did not stop the command.</summary>
    public IReadOnlyList<PromotionWarning> Warnings { get; init; } = [];

    /// <summary>The branch and the pull request are up to date.</summary>
    /// <param name="Promotion">What was promoted.</param>
    /// <param name="Branch">The promotion branch.</param>
    /// <param name="Commit">The commit on it.</param>
    /// <param name="PullRequest">The pull request; merged already if there was nothing to wait for.</param>
    /// <param name="Changes">What the commit changes.</param>
    public sealed record Opened(
        Promotion Promotion,
        BranchName Branch,
        CommitSha Commit,
        PullRequest PullRequest,
        IReadOnlyList<ManifestChange> Changes
    ) : PromotionOutcome
    {
        /// <summary>What else happened.</summary>
        public PromotionRemarks Remarks { get; init; } = PromotionRemarks.None;
    }

    /// <summary>What a run that is not a dry run would do.</summary>
    /// <param name="Promotion">What would be promoted.</param>
    /// <param name="Plan">What would change.</param>
    /// <param name="Diff">The changes of the files as a unified diff of git.</param>
    public sealed record Planned(Promotion Promotion, PromotionPlan.Change Plan, string Diff) : PromotionOutcome
    {
        /// <summary>What else would happen.</summary>
        public PromotionRemarks Remarks { get; init; } = PromotionRemarks.None;
    }

    /// <summary>The environment has the version already.</summary>
    public sealed record AlreadyPromoted(Promotion Promotion) : PromotionOutcome;

    /// <summary>A newer promotion of the app is open; this one was skipped.</summary>
    /// <param name="Promotion">The older one.</param>
    /// <param name="Newer">The pull request of the newer one.</param>
    public sealed record SupersededByOpenPullRequest(Promotion Promotion, PullRequest Newer) : PromotionOutcome;

    /// <summary>
    /// Since the promotion's source commit, the environment before got another version and the environment itself has
    /// changed; this promotion was skipped.
    /// </summary>
    public sealed record Superseded(Promotion Promotion) : PromotionOutcome;

    /// <summary>Since the promotion's source commit, the environment before was reverted to an earlier version.</summary>
    public sealed record Reverted(Promotion Promotion, EnvironmentName Before) : PromotionOutcome;

    /// <summary>The commit did not come from a pull request.</summary>
    public sealed record NoPullRequest(CommitSha Commit) : PromotionOutcome;

    /// <summary>The commit came from a pull request that this tool did not create.</summary>
    public sealed record UnrelatedPullRequest(PullRequest PullRequest) : PromotionOutcome;

    /// <summary>The pull request is a promotion's, but did not change the version in the environment.</summary>
    public sealed record NoVersionChange(PullRequest PullRequest, EnvironmentName Environment) : PromotionOutcome;

    /// <summary>The commit came from a review deployment.</summary>
    public sealed record Review(PullRequest PullRequest) : PromotionOutcome;

    /// <summary>No later environment deploys the app.</summary>
    public sealed record NotDeployed(PullRequest PullRequest, EnvironmentName Environment, ImagePolicy Policy)
        : PromotionOutcome;

    /// <summary>The version is in the last environment.</summary>
    public sealed record LastEnvironment(PullRequest PullRequest, EnvironmentName Environment) : PromotionOutcome;
}
