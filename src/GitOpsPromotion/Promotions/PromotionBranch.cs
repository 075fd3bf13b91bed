using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The names of the branches of promotions and reviews.</summary>
public static class PromotionBranch
{
    /// <summary>What the names of all promotion branches begin with.</summary>
    public const string Prefix = "promote/";

    private const string ReviewPrefix = "feature/";

    /// <summary>The pattern for the refs of all promotion branches.</summary>
    internal const string AllRefs = $"refs/heads/{Prefix}*";

    /// <summary><c>promote/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    internal static BranchName PerApp(ImagePolicy policy) => BranchName.Parse($"{Prefix}{policy.Group}-{policy.App}");

    /// <summary><c>promote/&lt;environment&gt;/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    internal static BranchName PerEnvironment(ImagePolicy policy, EnvironmentName environment) =>
        BranchName.Parse($"{Prefix}{environment}/{policy.Group}-{policy.App}");

    internal static bool IsPromotion(BranchName branch) => branch.Value.StartsWith(Prefix, StringComparison.Ordinal);

    internal static bool IsReview(BranchName branch) => branch.Value.StartsWith(ReviewPrefix, StringComparison.Ordinal);

    /// <summary>Whether the message of a merge commit names a promotion branch.</summary>
    internal static bool IsNamedIn(string commitMessage) => commitMessage.Contains(Prefix, StringComparison.Ordinal);
}
