using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>A merged promotion whose version is not in the next environment.</summary>
/// <param name="Policy">The group and the app.</param>
/// <param name="Environment">The environment that it was merged into.</param>
/// <param name="Next">The environment without the version.</param>
/// <param name="Commit">The commit that the merge put onto the default branch.</param>
/// <param name="Parent">The commit before it.</param>
public sealed record UnfinishedPromotion(
    ImagePolicy Policy,
    EnvironmentName Environment,
    EnvironmentName Next,
    CommitSha Commit,
    CommitSha Parent
);
