using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>What is to be done for a promotion. Made by <see cref="PromotionPlanner"/> without touching the world.</summary>
public abstract record PromotionPlan
{
    private PromotionPlan() { }

    /// <summary>The markers hold the version already.</summary>
    public sealed record NoChange : PromotionPlan;

    /// <summary>A newer promotion is under way on the same branch.</summary>
    /// <param name="Newer">Its pull request.</param>
    public sealed record Superseded(PullRequest Newer) : PromotionPlan;

    /// <summary>Files change, in one commit on one branch, with one pull request.</summary>
    /// <param name="Branch">The promotion branch.</param>
    /// <param name="TargetBranch">The default branch.</param>
    /// <param name="Base">The commit that the change is based on.</param>
    /// <param name="Rewrites">The files that change.</param>
    /// <param name="Title">The title of commit and pull request.</param>
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
    ) : PromotionPlan;
}
