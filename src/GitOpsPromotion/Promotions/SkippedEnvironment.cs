using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>An environment that a promotion skips, because it does not deploy the app.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Policy">The app.</param>
/// <param name="Next">The environment that gets the version instead.</param>
public sealed record SkippedEnvironment(EnvironmentName Environment, ImagePolicy Policy, EnvironmentName Next);
