using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Verifies that the digest and the image on a promotion's branch are those of the environment before, even if that
/// environment has other markers.
/// </summary>
internal sealed class SourceCommitVerifier(
    GitRepository repository,
    Layout layout,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    EnvironmentName before
)
{
    /// <param name="source">The source commit, which has been fetched.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The branch has another digest or image than that commit.</exception>
    public async Task VerifyAsync(CommitSha source, CancellationToken cancellationToken)
    {
        if (metadata.Version is { Digest: null, Image: null })
        {
            return;
        }

        var current = await ReadAsync(source, before);
        var promoted = await ReadAsync(pullRequest.Head, metadata.Environment);
        var digests = SlotParts
            .Digests(promoted.Slots)
            .Except(SlotParts.Digests(current.Slots), StringComparer.Ordinal);
        if (digests.FirstOrDefault() is { } digest)
        {
            throw Unconfirmed($"digest {digest}");
        }

        if (
            metadata.Version.Image is { Value: var image }
            && SlotParts.Repositories(promoted.Slots).Contains(image, StringComparer.Ordinal)
            && !SlotParts.Repositories(current.Slots).Contains(image, StringComparer.Ordinal)
        )
        {
            throw Unconfirmed($"image {image}");
        }

        Task<AppManifests> ReadAsync(CommitSha commit, EnvironmentName environment) =>
            new EnvironmentReader(repository, layout, metadata.Target with { Environment = environment }).ReadAppAsync(
                commit,
                cancellationToken
            );

        PromotionException Unconfirmed(string part) =>
            PullRequestVerifier.Mismatch(
                pullRequest,
                $"its branch has {part} of {metadata.Policy}, which environment {before} does not have on commit {source.Abbreviated}"
            );
    }
}
