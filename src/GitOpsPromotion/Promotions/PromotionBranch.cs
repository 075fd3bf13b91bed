using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The names of the branches that promotions and reviews live on.</summary>
public static class PromotionBranch
{
    private const string PromotionPrefix = "promote/";
    private const string ReviewPrefix = "feature/";

    /// <summary><c>promote/&lt;group&gt;-&lt;app&gt;</c>, or with the environment as a folder between.</summary>
    public static BranchName For(ImagePolicy policy, EnvironmentName environment, PromotionFlow flow) =>
        flow is PromotionFlow.PerEnvironment
            ? BranchName.Parse($"{PromotionPrefix}{environment}/{policy.Group}-{policy.App}")
            : PerApp(policy);

    /// <summary><c>promote/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    public static BranchName PerApp(ImagePolicy policy) =>
        BranchName.Parse($"{PromotionPrefix}{policy.Group}-{policy.App}");

    public static bool IsPromotion(BranchName branch) =>
        branch.Value.StartsWith(PromotionPrefix, StringComparison.Ordinal);

    public static bool IsReview(BranchName branch) => branch.Value.StartsWith(ReviewPrefix, StringComparison.Ordinal);
}
