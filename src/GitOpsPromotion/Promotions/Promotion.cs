using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>One version of one app on its way to one environment.</summary>
/// <param name="Policy">The group and the app.</param>
/// <param name="Version">What the markers become.</param>
/// <param name="Environment">Where it goes.</param>
/// <param name="SourceCommit">
/// The commit of the default branch that it came from: the merge of the promotion before it, or for the first
/// environment the tip when it began.
/// </param>
public sealed record Promotion(
    ImagePolicy Policy,
    ImageVersion Version,
    EnvironmentName Environment,
    CommitSha SourceCommit
)
{
    /// <summary>The environment that the version was in before; null for the first.</summary>
    public EnvironmentName? From { get; init; }

    /// <summary>The folder whose manifests it rewrites: <c>&lt;group&gt;/&lt;environment&gt;</c>.</summary>
    public string Folder => $"{Policy.Group}/{Environment}";

    /// <summary>The title of its commit and its pull request.</summary>
    public string Title => TitleOf(Policy, Version, Environment);

    /// <summary>The title of a promotion of that version of that app to that environment.</summary>
    public static string TitleOf(ImagePolicy policy, ImageVersion version, EnvironmentName environment) =>
        $"Promote {policy.Group}/{policy.App} version {version.Tag} to environment {environment}";
}
