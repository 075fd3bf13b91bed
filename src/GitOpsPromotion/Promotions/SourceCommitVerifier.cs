using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Checks that the digest and the repository on a promotion's branch are those that the environment before holds, also
/// where the markers there differ from those of the branch.
/// </summary>
internal sealed class SourceCommitVerifier(
    GitRepository repository,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    EnvironmentName before
)
{
    /// <param name="source">The commit that the version came with, which has been fetched.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The branch holds what that commit does not.</exception>
    public async Task VerifyAsync(CommitSha source, CancellationToken cancellationToken)
    {
        if (metadata.Version is { Digest: null, Image: null })
        {
            return;
        }

        var held = await ReadAsync(source, before);
        var promoted = await ReadAsync(pullRequest.Head, metadata.Environment);
        var digests = SlotParts.Digests(promoted.Slots).Except(SlotParts.Digests(held.Slots), StringComparer.Ordinal);
        if (digests.FirstOrDefault() is { } digest)
        {
            throw NotHeld($"digest {digest}");
        }

        if (
            metadata.Version.Image is { Value: var image }
            && SlotParts.Repositories(promoted.Slots).Contains(image, StringComparer.Ordinal)
            && !SlotParts.Repositories(held.Slots).Contains(image, StringComparer.Ordinal)
        )
        {
            throw NotHeld($"image {image}");
        }

        Task<AppManifests> ReadAsync(CommitSha commit, EnvironmentName environment) =>
            AppManifests.ReadAsync(
                repository,
                commit,
                $"{metadata.Policy.Group}/{environment}",
                metadata.Policy,
                cancellationToken
            );

        PromotionException NotHeld(string part) =>
            PullRequestVerifier.Mismatch(
                pullRequest,
                $"its branch holds {part} of {metadata.Policy}, which environment {before} does not hold on commit {source.Abbreviated}"
            );
    }
}
