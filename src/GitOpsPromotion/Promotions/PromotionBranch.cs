using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The names of the branches of promotions and reviews.</summary>
internal static class PromotionBranch
{
    private const string PromotionPrefix = "promote/";
    private const string ReviewPrefix = "feature/";

    /// <summary>The pattern for the refs of all promotion branches.</summary>
    public const string AllRefs = $"refs/heads/{PromotionPrefix}*";

    /// <summary><c>promote/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    public static BranchName PerApp(ImagePolicy policy) =>
        BranchName.Parse($"{PromotionPrefix}{policy.Group}-{policy.App}");

    /// <summary><c>promote/&lt;environment&gt;/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    public static BranchName PerEnvironment(ImagePolicy policy, EnvironmentName environment) =>
        BranchName.Parse($"{PromotionPrefix}{environment}/{policy.Group}-{policy.App}");

    public static bool IsPromotion(BranchName branch) =>
        branch.Value.StartsWith(PromotionPrefix, StringComparison.Ordinal);

    public static bool IsReview(BranchName branch) => branch.Value.StartsWith(ReviewPrefix, StringComparison.Ordinal);

    /// <summary>Whether the message of a merge commit names a promotion branch.</summary>
    public static bool IsNamedIn(string commitMessage) =>
        commitMessage.Contains(PromotionPrefix, StringComparison.Ordinal);
}
