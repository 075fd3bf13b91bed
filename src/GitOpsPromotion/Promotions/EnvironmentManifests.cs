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
        var files = await repository.Files.ListFilesAsync(commit, folder, cancellationToken);
        await foreach (var manifest in ReadAsync(repository, [(folder, files)], cancellationToken))
        {
            yield return manifest;
        }
    }

    /// <summary>The same for the files of several folders. What exceeds a limit comes first, unread.</summary>
    public static async IAsyncEnumerable<Manifest> ReadAsync(
        GitRepository repository,
        IReadOnlyList<(string Path, IReadOnlyList<TreeFile> Files)> folders,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var found = folders
            .SelectMany(folder => folder.Files.Where(IsManifest).Select(file => (Folder: folder.Path, File: file)))
            .ToList();
        var sizes = await repository.Files.GetSizesAsync([.. found.Select(one => one.File)], cancellationToken);
        List<TreeFile> small = [];
        foreach (var folder in found.Zip(sizes).GroupBy(pair => pair.First.Folder, StringComparer.Ordinal))
        {
            var (large, read) = (folder.Where(IsTooLarge).ToList(), folder.Where(pair => !IsTooLarge(pair)).ToList());
            foreach (var ((_, file), size) in large)
            {
                yield return NotRead(file.Path, file.Path, size, Limits.Manifest);
            }

            if (read.Sum(pair => pair.Second) is var total && total > Limits.EnvironmentManifests)
            {
                yield return NotRead(
                    folder.Key,
                    $"All manifests in {folder.Key}/ together",
                    total,
                    Limits.EnvironmentManifests
                );
            }
            else
            {
                small.AddRange(read.Select(pair => pair.First.File));
            }
        }

        var next = 0;
        await foreach (var content in repository.Files.ReadFilesAsync(small, cancellationToken))
        {
            var file = small[next++];
            if (ManifestReader.MayMentionMarkers(content))
            {
                yield return ManifestReader.Decode(file.Path, content);
            }
        }
    }

    /// <summary>Whether a manifest holds a marker of the app. Reads no further than to the first.</summary>
    public static async Task<bool> HasMarkerAsync(
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
                // Whether such a file holds the marker is not known: who reads the environment says so.
                manifest.SkipReason
                    is not null
                || MarkerFilter.MayContainMarkersOf(manifest.Text, policy)
                    // Who needs the marker of a file that is not YAML says what is wrong with it.
                    && (!ManifestReader.TryRead(manifest, out var marked) || marked.Any(mark => mark.Policy == policy))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsManifest(TreeFile file) => ManifestReader.IsManifest(file.Path);

    private static bool IsTooLarge(((string Folder, TreeFile File) First, long Second) pair) =>
        pair.Second > Limits.Manifest;

    private static Manifest NotRead(string path, string what, long size, long limit) =>
        new(path, "") { SkipReason = Limits.ExceededMessage(what, size, limit) };

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
        long changed = 0;
        await foreach (var manifest in ReadAsync(repository, commit, folder, cancellationToken))
        {
            scan = manifest.IsLfsPointer
                ? scan with
                {
                    LfsPointers = scan.LfsPointers.Add(manifest.Path),
                }
                : scan.With(ManifestRewriter.Rewrite(manifest, policy, version));
            if (scan.Rewrites is [.., var last] && last.Path == manifest.Path)
            {
                changed += last.Text.Length;
            }

            if (changed > Limits.ChangedManifests)
            {
                throw Limits.Exceeded(
                    $"All manifests in {folder}/ that change together",
                    changed,
                    Limits.ChangedManifests
                );
            }
        }

        return scan;
    }
}
