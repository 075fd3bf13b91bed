using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Describes how a tree differs from the one that this tool writes. Runs only after a failed verification.</summary>
internal sealed class BranchDifference(GitRepository repository, PromotionMetadata metadata)
{
    /// <param name="before">The tree that the promotion starts from.</param>
    /// <param name="after">The tree that differs.</param>
    /// <param name="expected">What this tool changes in the first tree.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Verbs and paths, as part of a sentence whose subject is the branch.</returns>
    public async Task<string> DescribeAsync(
        string before,
        string after,
        EnvironmentScan expected,
        CancellationToken cancellationToken
    )
    {
        var missing = expected.Rewrites.ToDictionary(rewrite => rewrite.Path, StringComparer.Ordinal);
        ChangeList differences = new();
        await foreach (var change in repository.Files.GetChangesAsync(before, after, cancellationToken))
        {
            if (
                missing.TryGetValue(change.Path, out var rewrite)
                && change is { Old: { } old, New: { IsRegular: true } file }
                && file.Mode == old.Mode
            )
            {
                missing.Remove(change.Path);
                if (await FindDifferenceAsync(file, rewrite, cancellationToken) is { } difference)
                {
                    differences.Add(difference);
                }
            }
            else
            {
                missing.Remove(change.Path);
                differences.Add(change);
            }

            if (differences.IsFull)
            {
                return differences.ToString();
            }
        }

        foreach (var path in missing.Keys)
        {
            differences.Add(MissingIn(path));
        }

        return differences.IsEmpty ? "has tree objects in another form than git writes them" : differences.ToString();
    }

    private async Task<string?> FindDifferenceAsync(
        TreeFile file,
        ManifestRewrite expected,
        CancellationToken cancellationToken
    )
    {
        await foreach (var content in repository.Files.ReadFilesAsync([file], cancellationToken))
        {
            var manifest = ManifestReader.Decode(file.Path, content);
            if (manifest.InvalidUtf8Offset is null && manifest.Text == expected.Text)
            {
                return null;
            }

            return HasVersion(manifest, expected.SlotCount)
                ? $"changes more than the version in {file.Path}"
                : MissingIn(file.Path);
        }

        return null;
    }

    private bool HasVersion(Manifest manifest, int slotCount)
    {
        try
        {
            var rewrite = ManifestRewriter.Rewrite(manifest, metadata.Policy, metadata.Version);
            return rewrite.Changes.Count == 0 && rewrite.SlotCount == slotCount;
        }
        catch (PromotionException)
        {
            return false;
        }
    }

    private static string MissingIn(string path) => $"does not have that version in {path}";
}
