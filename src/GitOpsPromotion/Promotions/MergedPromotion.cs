using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>What a merge brought to an environment, read from the merged commit. The description only says what to look for.</summary>
/// <param name="Version">The tag, the digest and the repository that the environment holds.</param>
/// <param name="Unconfirmed">What the description says beyond that.</param>
internal sealed record MergedPromotion(ImageVersion Version, IReadOnlyList<UnconfirmedValue> Unconfirmed)
{
    /// <param name="cause">The pull request.</param>
    /// <param name="metadata">What its description says.</param>
    /// <param name="commit">The merged commit.</param>
    /// <param name="before">The app's manifests in the environment before the merge; null where there was no commit.</param>
    /// <param name="after">The same in the merged commit.</param>
    /// <exception cref="PromotionException">The slots do not all hold the version.</exception>
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
        var repository = FindRepository(cause, metadata, commit, before, after);
        ImageVersion version = new(metadata.Version.Tag, digest, repository);
        var scan = after.Scan(version);
        if (!scan.HasVersion)
        {
            var places = string.Join(
                ", ",
                scan.Changes.Select(change => $"{change.Path}:{change.Line} holds '{change.OldValue}'")
            );
            throw Mismatch(
                cause,
                metadata,
                $"commit {commit.Abbreviated} does not hold it there{(places.Length > 0 ? ": " : "")}{places}"
            );
        }

        List<UnconfirmedValue> dropped = [];
        if (metadata.Version.Digest is { } claimed && claimed != digest)
        {
            dropped.Add(new UnconfirmedValue("digest", claimed.Value));
        }

        if (metadata.Version.Image is { } image && image != repository)
        {
            dropped.Add(new UnconfirmedValue("image", image.Value));
        }

        return new(version, dropped);
    }

    /// <summary>
    /// Environments may have repositories of their own. So the repository goes on only where the merge changed it, or
    /// where the promotion names one and the environment holds it.
    /// </summary>
    private static ImageRepository? FindRepository(
        PullRequest cause,
        PromotionMetadata metadata,
        CommitSha commit,
        AppManifests? before,
        AppManifests after
    )
    {
        var held = SlotParts.Repositories(after.Slots);
        var isHeld = held is [var only] && only == metadata.Version.Image?.Value;
        var isChanged =
            before is { Slots.Count: > 0 }
            && !SlotParts.Repositories(before.Slots).ToHashSet(StringComparer.Ordinal).SetEquals(held);
        return
            (isHeld || isChanged)
            && ImageRepository.TryParse(
                Single(held, "repositories", cause, metadata, commit, after),
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
                    + $"{metadata.Environment} hold several {parts} (commit {commit.Abbreviated}): {SlotParts.Locations(after.Slots)}."
            )
            {
                Hint =
                    $"Set one version in {metadata.Policy.Group}/{metadata.Environment}/ with 'gitops-promotion new'.",
            };

    public static PromotionException Mismatch(PullRequest cause, PromotionMetadata metadata, string what) =>
        new(
            FailureKind.Rejected,
            $"Nothing was promoted: pull request {cause.Number} says that it brought {metadata.Policy} version "
                + $"{metadata.Version.Tag} to environment {metadata.Environment}, but {what}."
        )
        {
            Page = cause.Page,
            Hint =
                "The description was edited, or the merge was changed by hand. Start again with 'gitops-promotion new'.",
        };
}
