using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>An environment that does not deploy an app, and that its promotion passes over.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Policy">The app.</param>
/// <param name="Next">Where the promotion goes instead.</param>
public sealed record SkippedEnvironment(EnvironmentName Environment, ImagePolicy Policy, EnvironmentName Next);
