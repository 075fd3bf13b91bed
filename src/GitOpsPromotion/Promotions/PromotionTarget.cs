using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>One app in one environment: where a promotion sets a version.</summary>
public sealed record PromotionTarget(ImagePolicy Policy, EnvironmentName Environment)
{
    /// <summary>The environment of the app's group.</summary>
    internal GroupEnvironment GroupEnvironment => new(Policy.Group, Environment);

    /// <summary>The branch of its promotions.</summary>
    public BranchName Branch(PromotionFlow flow) =>
        flow is PromotionFlow.PerEnvironment
            ? PromotionBranch.PerEnvironment(Policy, Environment)
            : PromotionBranch.PerApp(Policy);

    /// <summary>Whether a branch has one of the names that its promotions have in any flow.</summary>
    public bool HasBranch(BranchName branch) =>
        branch == PromotionBranch.PerApp(Policy) || branch == PromotionBranch.PerEnvironment(Policy, Environment);
}
