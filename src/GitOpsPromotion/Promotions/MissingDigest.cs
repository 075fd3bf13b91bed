using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Says that an environment needs a digest which the environment before it does not hold: a second look that only a
/// failing run pays for.
/// </summary>
internal static class MissingDigest
{
    /// <summary>The failure; null where that is not the reason, or there is no environment before.</summary>
    public static async Task<PromotionException?> FindAsync(
        GitRepository repository,
        BaseSnapshot at,
        Promotion promotion,
        CancellationToken cancellationToken
    )
    {
        var policy = promotion.Policy;
        if (
            promotion.Version.Digest is not null
            || new EnvironmentOrder(at.Configuration).Before(promotion.Environment) is not { } before
        )
        {
            return null;
        }

        var manifests = await AppManifests.ReadAsync(
            repository,
            at.Commit,
            promotion.Folder,
            policy,
            cancellationToken
        );
        return manifests.Slots.FirstOrDefault(slot => slot.Field is MarkerField.Digest) is not { } slot
            ? null
            : new PromotionException(
                FailureKind.Rejected,
                $"{promotion.Title}: not done, because {slot.Path}:{slot.Line} needs a digest, and environment {before} holds none. "
                    + "A digest in the description of a pull request does not count."
            )
            {
                Hint =
                    $"Mark the digest in {policy.Group}/{before}/ with # {{\"$imagepolicy\": \"{policy}:digest\"}} and start again with "
                    + $"'gitops-promotion new --digest', or remove the marker {policy}:digest from {slot.Path}.",
            };
    }
}
