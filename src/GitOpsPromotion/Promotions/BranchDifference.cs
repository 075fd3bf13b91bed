using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Says in what a tree is not the one that this tool writes: a second look that only a failing check pays for.</summary>
internal sealed class BranchDifference(GitRepository repository, PromotionMetadata metadata)
{
    /// <param name="before">The tree that the promotion starts from.</param>
    /// <param name="after">The tree that differs.</param>
    /// <param name="expected">What this tool writes on the first.</param>
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
            differences.Add(NotHeldIn(path));
        }

        return differences.IsEmpty ? "holds its files in another form than git writes them" : differences.ToString();
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
            return manifest.InvalidUtf8Offset is null && manifest.Text == expected.Text ? null
                : Holds(manifest, expected.SlotCount) ? $"changes more than the version in {file.Path}"
                : NotHeldIn(file.Path);
        }

        return null;
    }

    private bool Holds(Manifest manifest, int marks)
    {
        try
        {
            var rewrite = ManifestRewriter.Rewrite(manifest, metadata.Policy, metadata.Version);
            return rewrite.Changes.Count == 0 && rewrite.SlotCount == marks;
        }
        catch (PromotionException)
        {
            return false;
        }
    }

    private static string NotHeldIn(string path) => $"does not hold that version in {path}";
}
