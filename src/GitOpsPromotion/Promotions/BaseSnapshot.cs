using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>What everything else is based on: the tip of the default branch, fetched, and the configuration in it.</summary>
/// <param name="Branch">The default branch.</param>
/// <param name="Commit">Its tip at the remote.</param>
/// <param name="Configuration">The configuration in that commit.</param>
public sealed record BaseSnapshot(BranchName Branch, CommitSha Commit, PromotionConfiguration Configuration);
