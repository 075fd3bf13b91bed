using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The names of the branches that promotions and reviews live on.</summary>
public static class PromotionBranch
{
    private const string PromotionPrefix = "promote/";
    private const string ReviewPrefix = "feature/";

    /// <summary>The refs of all promotion branches at the remote.</summary>
    public const string AllRefs = $"refs/heads/{PromotionPrefix}*";

    /// <summary><c>promote/&lt;group&gt;-&lt;app&gt;</c>, or with the environment as a folder between.</summary>
    public static BranchName For(ImagePolicy policy, EnvironmentName environment, PromotionFlow flow) =>
        flow is PromotionFlow.PerEnvironment
            ? BranchName.Parse($"{PromotionPrefix}{environment}/{policy.Group}-{policy.App}")
            : PerApp(policy);

    /// <summary><c>promote/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    public static BranchName PerApp(ImagePolicy policy) =>
        BranchName.Parse($"{PromotionPrefix}{policy.Group}-{policy.App}");

    /// <summary>Whether a branch has one of the names that promotions of the app to the environment have, whatever the flow.</summary>
    public static bool IsFor(BranchName branch, ImagePolicy policy, EnvironmentName environment) =>
        branch == PerApp(policy) || branch == For(policy, environment, PromotionFlow.PerEnvironment);

    public static bool IsPromotion(BranchName branch) =>
        branch.Value.StartsWith(PromotionPrefix, StringComparison.Ordinal);

    public static bool IsReview(BranchName branch) => branch.Value.StartsWith(ReviewPrefix, StringComparison.Ordinal);
}
