using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The promotion of one version of one app to one environment.</summary>
/// <param name="Target">The app and the environment that gets the version.</param>
/// <param name="Version">The version.</param>
/// <param name="SourceCommit">
/// The commit of the default branch that the version came with: the merge of the promotion before it, or for the first
/// environment the tip when the promotion started.
/// </param>
public sealed record Promotion(PromotionTarget Target, ImageVersion Version, CommitSha SourceCommit)
{
    /// <summary>The environment that the version comes from; null for the first environment.</summary>
    public EnvironmentName? From { get; init; }

    public ImagePolicy Policy => Target.Policy;

    public EnvironmentName Environment => Target.Environment;

    /// <summary>The title of the commit and the pull request.</summary>
    public string Title => TitleFor(Target, Version);

    /// <summary>The title for a version of an app in an environment.</summary>
    public static string TitleFor(PromotionTarget target, ImageVersion version) =>
        $"{TitleStart(target.Policy)}{version.Tag} to environment {target.Environment}";

    /// <summary>The beginning of the titles of all promotions of an app.</summary>
    public static string TitleStart(ImagePolicy policy) => $"Promote {policy.Group}/{policy.App} version ";
}
