using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The version that a merge brought to an environment, read from the merged commit, not from the description.</summary>
/// <param name="Version">The tag, the digest and the image in the environment.</param>
/// <param name="Unconfirmed">What the description says and the commit does not confirm.</param>
internal sealed record MergedPromotion(ImageVersion Version, IReadOnlyList<UnconfirmedValue> Unconfirmed)
{
    /// <param name="cause">The pull request.</param>
    /// <param name="metadata">The state in its description.</param>
    /// <param name="commit">The merged commit.</param>
    /// <param name="before">The app's manifests in the environment before the merge; null if there was no commit.</param>
    /// <param name="after">The same in the merged commit.</param>
    /// <exception cref="PromotionException">Not all values have the version.</exception>
    public static MergedPromotion Read(
        PullRequest cause,
        PromotionMetadata metadata,
        CommitSha commit,
        AppManifests? before,
        AppManifests after
    )
    {
        var digest = ImageDigest.TryParse(
            Single(SlotParts.Digests(after.Slots), "digests", cause, metadata, commit, after),
            out var found
        )
            ? found
            : null;
        var image = FindImage(cause, metadata, commit, before, after);
        ImageVersion version = new(metadata.Version.Tag, digest, image);
        var scan = after.Scan(version);
        if (!scan.HasVersion)
        {
            var places = string.Join(
                ", ",
                scan.Changes.Select(change => $"{change.Path}:{change.Line} has '{change.OldValue}'")
            );
            throw Mismatch(
                cause,
                metadata,
                $"commit {commit.Abbreviated} does not have it there{(places.Length > 0 ? ": " : "")}{places}"
            );
        }

        List<UnconfirmedValue> unconfirmed = [];
        if (metadata.Version.Digest is { } claimed && claimed != digest)
        {
            unconfirmed.Add(new UnconfirmedValue("digest", claimed.Value));
        }

        if (metadata.Version.Image is { } claimedImage && claimedImage != image)
        {
            unconfirmed.Add(new UnconfirmedValue("image", claimedImage.Value));
        }

        return new(version, unconfirmed);
    }

    /// <summary>
    /// Environments may use different images. So the image is promoted only if the merge changed it, or if the promotion
    /// names it and the environment has it.
    /// </summary>
    private static ImageRepository? FindImage(
        PullRequest cause,
        PromotionMetadata metadata,
        CommitSha commit,
        AppManifests? before,
        AppManifests after
    )
    {
        var images = SlotParts.Repositories(after.Slots);
        var isThere = images is [var only] && only == metadata.Version.Image?.Value;
        var isChanged =
            before is { Slots.Count: > 0 }
            && !SlotParts.Repositories(before.Slots).ToHashSet(StringComparer.Ordinal).SetEquals(images);
        return
            (isThere || isChanged)
            && ImageRepository.TryParse(
                Single(images, "repositories", cause, metadata, commit, after),
                out var repository
            )
            ? repository
            : null;
    }

    private static string? Single(
        IReadOnlyList<string> values,
        string parts,
        PullRequest cause,
        PromotionMetadata metadata,
        CommitSha commit,
        AppManifests after
    ) =>
        values.Count <= 1
            ? values.SingleOrDefault()
            : throw new PromotionException(
                FailureKind.Rejected,
                $"Nothing was promoted: after pull request {cause.Number}, the markers of {metadata.Policy} in environment "
                    + $"{metadata.Environment} have several {parts} (commit {commit.Abbreviated}): {SlotParts.Locations(after.Slots)}."
            )
            {
                Hint = $"Set one version in {after.Target.Folder}/ with 'gitops-promotion new'.",
            };

    public static PromotionException Mismatch(PullRequest cause, PromotionMetadata metadata, string problem) =>
        new(
            FailureKind.Rejected,
            $"Nothing was promoted: pull request {cause.Number} says that it brought {metadata.Policy} version "
                + $"{metadata.Version.Tag} to environment {metadata.Environment}, but {problem}."
        )
        {
            Page = cause.Page,
            Hint =
                "The description was edited, or the merge was changed manually. Start again with 'gitops-promotion new'.",
        };
}
