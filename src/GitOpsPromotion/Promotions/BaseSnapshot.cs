using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>The default branch at the remote, fetched: every decision of a run starts from it.</summary>
/// <param name="Branch">The default branch.</param>
/// <param name="Commit">Its tip.</param>
/// <param name="Configuration">The configuration in that commit.</param>
public sealed record BaseSnapshot(BranchName Branch, CommitSha Commit, PromotionConfiguration Configuration)
{
    /// <summary>Where its environments keep their groups.</summary>
    internal Layout Layout => new(Configuration);
}
