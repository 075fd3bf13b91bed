using GitOpsPromotion.Images;

namespace GitOpsPromotion.Configuration;

/// <summary>The apps of a group that may have review deployments.</summary>
public sealed record ReviewGroup(GroupName Name, IReadOnlyList<ReviewApp> Apps);

/// <summary>How an app's review deployments are made.</summary>
/// <param name="Name">The app.</param>
/// <param name="FeatureOverwrite"><c>featureOverwrite</c> of the file.</param>
/// <param name="FeatureLabelSelector">The labels that select the app's resources; may be empty.</param>
public sealed record ReviewApp(
    AppName Name,
    bool FeatureOverwrite,
    IReadOnlyDictionary<string, string> FeatureLabelSelector
);
