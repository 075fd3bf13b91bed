using System.Runtime.CompilerServices;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>The manifests below one folder of one commit.</summary>
internal static class EnvironmentManifests
{
    /// <summary>The manifests that may hold markers, one at a time: the others are read, but neither decoded nor kept.</summary>
    public static async IAsyncEnumerable<Manifest> ReadAsync(
        GitRepository repository,
        CommitSha commit,
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var files = await repository.ListFilesAsync(commit, folder, cancellationToken);
        List<TreeFile> manifests = [.. files.Where(file => ManifestReader.IsManifest(file.Path))];
        var next = 0;
        await foreach (var content in repository.ReadFilesAsync(manifests, cancellationToken))
        {
            var file = manifests[next++];
            if (ManifestReader.MayName(content))
            {
                yield return ManifestReader.Decode(file.Path, content);
            }
        }
    }

    /// <summary>Whether a manifest holds a marker of the app. Reads no further than to the first.</summary>
    public static async Task<bool> IsMarkedAsync(
        GitRepository repository,
        CommitSha commit,
        string folder,
        ImagePolicy policy,
        CancellationToken cancellationToken
    )
    {
        await foreach (var manifest in ReadAsync(repository, commit, folder, cancellationToken))
        {
            if (
                MarkerScreen.MayHoldMarkersOf(manifest.Text, policy)
                // Who needs the marker of a file that is not YAML says what is wrong with it.
                && (!ManifestReader.TryRead(manifest, out var marked) || marked.Any(mark => mark.Policy == policy))
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What setting the version would change.</summary>
    public static async Task<EnvironmentScan> ScanAsync(
        GitRepository repository,
        CommitSha commit,
        string folder,
        ImagePolicy policy,
        ImageVersion version,
        CancellationToken cancellationToken
    )
    {
        var scan = EnvironmentScan.Empty;
        await foreach (var manifest in ReadAsync(repository, commit, folder, cancellationToken))
        {
            scan = manifest.IsLfsPointer
                ? scan with
                {
                    LfsPointers = scan.LfsPointers.Add(manifest.Path),
                }
                : scan.With(ManifestRewriter.Rewrite(manifest, policy, version));
        }

        return scan;
    }
}
