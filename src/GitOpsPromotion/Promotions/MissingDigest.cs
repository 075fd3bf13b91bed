using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Explains that an environment needs a digest that the environment before it does not have. Runs only after a failure.
/// </summary>
internal static class MissingDigest
{
    /// <summary>The failure; null if that is not the reason, or if there is no environment before.</summary>
    public static async Task<PromotionException?> FindAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        Promotion promotion,
        CancellationToken cancellationToken
    )
    {
        var policy = promotion.Policy;
        if (
            promotion.Version.Digest is not null
            || new EnvironmentOrder(snapshot.Configuration).Before(promotion.Environment) is not { } before
        )
        {
            return null;
        }

        EnvironmentReader reader = new(repository, snapshot.Layout, promotion.Target);
        var manifests = await reader.ReadAppAsync(snapshot.Commit, cancellationToken);
        if (manifests.Slots.FirstOrDefault(slot => slot.Field is MarkerField.Digest) is not { } slot)
        {
            return null;
        }

        var folder = snapshot.Layout.TargetOf(policy.Group, before).Folder;
        return new PromotionException(
            FailureKind.Rejected,
            $"{promotion.Title}: not done, because {MarkerLocation.For(slot)} needs a digest, and environment {before} has none. "
                + "A digest in the description of a pull request does not count."
        )
        {
            Hint =
                $"Mark the digest in {folder}/ with # {{\"$imagepolicy\": \"{policy}:digest\"}} and start again with "
                + $"'gitops-promotion new --digest', or remove the marker {policy}:digest from {slot.Path}.",
        };
    }
}
