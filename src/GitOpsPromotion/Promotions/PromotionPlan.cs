using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>What a promotion does. <see cref="PromotionPlanner"/> decides it without reading or changing anything.</summary>
public abstract record PromotionPlan
{
    private PromotionPlan() { }

    /// <summary>The environment has no marker of the app: the promotion is refused.</summary>
    public sealed record NoMarkers : PromotionPlan;

    /// <summary>The environment has the version already.</summary>
    public sealed record NoChange : PromotionPlan;

    /// <summary>A newer promotion is open on the same branch.</summary>
    /// <param name="Newer">Its pull request.</param>
    public sealed record Superseded(PullRequest Newer) : PromotionPlan;

    /// <summary>Files change, in one commit on one branch, with one pull request.</summary>
    /// <param name="Branch">The promotion branch.</param>
    /// <param name="TargetBranch">The default branch.</param>
    /// <param name="Base">The parent of the commit.</param>
    /// <param name="Rewrites">The files that change.</param>
    /// <param name="Title">The title of the commit and the pull request.</param>
    /// <param name="Description">The pull request's description.</param>
    /// <param name="MergeMode">Who merges the pull request.</param>
    public sealed record Change(
        BranchName Branch,
        BranchName TargetBranch,
        CommitSha Base,
        IReadOnlyList<ManifestRewrite> Rewrites,
        string Title,
        string Description,
        MergeMode MergeMode
    ) : PromotionPlan
    {
        /// <summary>The values that change.</summary>
        public IReadOnlyList<ManifestChange> Values => [.. Rewrites.SelectMany(rewrite => rewrite.Changes)];
    }
}
