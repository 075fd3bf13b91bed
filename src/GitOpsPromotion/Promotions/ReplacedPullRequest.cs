using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>An open promotion whose branch and pull request a newer promotion of the same app takes over.</summary>
/// <param name="PullRequest">The pull request before.</param>
/// <param name="Version">The version that it promoted.</param>
/// <param name="Environment">The environment that it promoted to.</param>
/// <param name="IsForOtherEnvironment">Whether a branch per environment would have kept both open.</param>
public sealed record ReplacedPullRequest(
    PullRequest PullRequest,
    ImageVersion Version,
    EnvironmentName Environment,
    bool IsForOtherEnvironment
)
{
    /// <summary>What a promotion replaces in the open pull request of its branch; null if that is the same promotion.</summary>
    public static ReplacedPullRequest? Find(Promotion promotion, PullRequest? open) =>
        open is not null
        && PromotionMetadata.Parse(open.Description) is ParsedMetadata.Valid(var metadata)
        && (metadata.Version.Tag, metadata.Environment) != (promotion.Version.Tag, promotion.Environment)
            ? new(open, metadata.Version, metadata.Environment, metadata.Environment != promotion.Environment)
            : null;
}
