using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>An open promotion of the same app whose branch and pull request a newer one takes.</summary>
/// <param name="PullRequest">The pull request, as it was before.</param>
/// <param name="Version">The version that it promoted.</param>
/// <param name="Environment">Where that was to go.</param>
/// <param name="IsForOtherEnvironment">Whether a branch for each environment would have kept both.</param>
public sealed record ReplacedPullRequest(
    PullRequest PullRequest,
    ImageVersion Version,
    EnvironmentName Environment,
    bool IsForOtherEnvironment
)
{
    /// <summary>What a promotion replaces in the pull request that is open on its branch; null where that is the same promotion.</summary>
    public static ReplacedPullRequest? Find(Promotion promotion, PullRequest? open) =>
        open is not null
        && PromotionMetadata.Parse(open.Description) is ParsedMetadata.Valid(var metadata)
        && (metadata.Version.Tag, metadata.Environment) != (promotion.Version.Tag, promotion.Environment)
            ? new(open, metadata.Version, metadata.Environment, metadata.Environment != promotion.Environment)
            : null;
}
