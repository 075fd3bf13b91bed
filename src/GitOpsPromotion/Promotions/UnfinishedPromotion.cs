using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>A promotion that was merged, and whose version the next environment has not got.</summary>
/// <param name="Policy">The group and the app.</param>
/// <param name="Environment">The environment that it was merged into.</param>
/// <param name="Next">The environment that lacks the version.</param>
/// <param name="Commit">The commit that the merge put onto the default branch.</param>
/// <param name="Parent">The commit before it.</param>
public sealed record UnfinishedPromotion(
    ImagePolicy Policy,
    EnvironmentName Environment,
    EnvironmentName Next,
    CommitSha Commit,
    CommitSha Parent
);
