using System.Runtime.CompilerServices;
using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the manifests below a folder of a commit.</summary>
internal static class EnvironmentManifests
{
    /// <summary>The manifests that may have markers, one at a time. The others are read, but neither decoded nor kept.</summary>
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

    /// <summary>The same for several folders. Files and folders that exceed a limit come first, without their text.</summary>
    public static async IAsyncEnumerable<Manifest> ReadAsync(
        GitRepository repository,
        IReadOnlyList<(string Path, IReadOnlyList<TreeFile> Files)> folders,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var found = folders
            .SelectMany(folder => folder.Files.Where(IsManifest).Select(file => (Folder: folder.Path, File: file)))
            .ToList();
        var sizes = await repository.Files.GetSizesAsync([.. found.Select(entry => entry.File)], cancellationToken);
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

    private static bool IsManifest(TreeFile file) => ManifestReader.IsManifest(file.Path);

    private static bool IsTooLarge(((string Folder, TreeFile File) First, long Second) pair) =>
        pair.Second > Limits.Manifest;

    private static Manifest NotRead(string path, string what, long size, long limit) =>
        new(path, "") { SkipReason = Limits.ExceededMessage(what, size, limit) };
}
