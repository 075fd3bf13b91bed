using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Holds a pull request's description against what its branch really changes. Many can edit a description; none of
/// what it says is believed before.
/// </summary>
internal sealed class PullRequestProof(GitRepository repository)
{
    /// <summary>The state of a promotion's pull request, proven by its branch.</summary>
    /// <exception cref="PromotionException">The description is not this tool's, or does not match.</exception>
    public async Task<PromotionMetadata> ProveAsync(
        PullRequest pullRequest,
        GitOpsBase at,
        CancellationToken cancellationToken
    )
    {
        var metadata = PromotionMetadata.Read(pullRequest.Body) switch
        {
            MetadataReading.Known(var known) => known,
            MetadataReading.Unreadable(var reason) => throw Mismatch(
                pullRequest,
                $"its description cannot be read: {reason}"
            ),
            _ => throw Mismatch(pullRequest, "its description does not begin with the metadata of gitops-promotion"),
        };

        if (metadata.Type is PromotionType.Feature)
        {
            throw Mismatch(pullRequest, "its description says that it is a review, but its branch is a promotion's");
        }

        var branch = PromotionBranch.For(metadata.Policy, metadata.Environment, at.Configuration.Flow);
        if (branch != pullRequest.Source)
        {
            throw Mismatch(
                pullRequest,
                $"its description names {metadata.Policy} and environment {metadata.Environment}, whose branch is '{branch}', not '{pullRequest.Source}'"
            );
        }

        await repository.FetchAsync([pullRequest.Head], cancellationToken);
        await CheckChangesAsync(pullRequest, metadata, at, cancellationToken);
        await CheckVersionAsync(pullRequest, metadata, cancellationToken);
        return metadata;
    }

    public static PromotionException Mismatch(PullRequest pullRequest, string what) =>
        new(FailureKind.Rejected, $"Pull request {pullRequest.Number} does not match the repository: {what}.")
        {
            Hint = "Close it and start the promotion again with 'gitops-promotion new' or 'gitops-promotion promote'.",
            Page = pullRequest.Page,
        };

    /// <summary>
    /// What the merge would change on the default branch lies in the folder that the description names, and is no other
    /// app's version.
    /// </summary>
    private async Task CheckChangesAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        GitOpsBase at,
        CancellationToken cancellationToken
    )
    {
        var folder = $"{metadata.Policy.Group}/{metadata.Environment}/";
        var tree = await MergeAsync(pullRequest, at, cancellationToken);
        foreach (var change in await repository.GetChangesAsync(at.Commit, tree, cancellationToken))
        {
            if (!change.Path.StartsWith(folder, StringComparison.Ordinal))
            {
                throw Mismatch(
                    pullRequest,
                    $"its description names environment {metadata.Environment}, but its branch changes {change.Path}"
                );
            }

            var before = await ReadOthersAsync(change.Old, metadata, cancellationToken);
            var after = await ReadOthersAsync(change.New, metadata, cancellationToken);
            if (!before.SequenceEqual(after))
            {
                throw Mismatch(
                    pullRequest,
                    $"its description names {metadata.Policy}, but its branch changes what other markers mark in {change.Path}"
                );
            }
        }
    }

    /// <summary>The tree that the default branch would have after the merge.</summary>
    private async Task<string> MergeAsync(PullRequest pullRequest, GitOpsBase at, CancellationToken cancellationToken)
    {
        // Read from the commit itself: right on top of the default branch, the usual case, it is merged already.
        if (
            await repository.FindCommitAsync(pullRequest.Head, cancellationToken) is { } head
            && head.Parents.SequenceEqual([at.Commit])
        )
        {
            return head.Tree;
        }

        return await repository.MergeAsync(at.Commit, pullRequest.Head, cancellationToken) switch
        {
            MergeResult.Clean(var tree) => tree,
            MergeResult.Conflict(var paths) => throw Mismatch(
                pullRequest,
                $"its branch conflicts with branch '{at.Branch}' in {string.Join(", ", paths)}"
            ),
            var result => throw new InvalidOperationException($"{result} is no result of a merge."),
        };
    }

    /// <summary>What the markers of other apps mark in a file; empty where it cannot be read.</summary>
    private async Task<IReadOnlyList<(ImagePolicy, MarkerField, string)>> ReadOthersAsync(
        TreeFile? file,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        if (file is null || !ManifestReader.IsManifest(file.Path))
        {
            return [];
        }

        await foreach (var content in repository.ReadFilesAsync([file], cancellationToken))
        {
            if (
                ManifestReader.MayHoldMarkers(content)
                && ManifestReader.TryRead(ManifestReader.Decode(file.Path, content), out var marked)
            )
            {
                return
                [
                    .. marked
                        .Where(mark => mark.Policy != metadata.Policy)
                        .Select(mark => (mark.Policy, mark.Field, mark.Value)),
                ];
            }
        }

        return [];
    }

    private async Task CheckVersionAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        CancellationToken cancellationToken
    )
    {
        var scan = await EnvironmentManifests.ScanAsync(
            repository,
            pullRequest.Head,
            $"{metadata.Policy.Group}/{metadata.Environment}",
            metadata.Policy,
            metadata.Version,
            cancellationToken
        );
        if (!scan.Holds)
        {
            throw Mismatch(
                pullRequest,
                $"its description says version {metadata.Version.Tag} of {metadata.Policy} for environment {metadata.Environment}, but its branch does not hold that there"
            );
        }
    }
}
