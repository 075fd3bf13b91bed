using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds all files that an environment is built from: its own, and those that its kustomizations include.</summary>
/// <param name="repository">The repository.</param>
/// <param name="all">All files, links and submodules of a commit.</param>
internal sealed class KustomizeFiles(GitRepository repository, IReadOnlyList<TreeFile> all)
{
    private readonly Dictionary<string, TreeFile> byPath = all.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The folder, without a slash at the end.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The contents by path, and what could not be read; null if everything was.</returns>
    public async Task<(IReadOnlyDictionary<string, string> Files, string? Unknown)> ReadAsync(
        string folder,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, string> read = new(StringComparer.Ordinal);
        var unknown = byPath.ContainsKey(folder) ? $"{folder} is not a folder" : null;
        var next = Below(folder).ToList();
        while (next.Count > 0)
        {
            HashSet<string> reached = new(StringComparer.Ordinal);
            unknown ??= next.Select(NotFollowed).FirstOrDefault(reason => reason is not null);
            List<TreeFile> files = [.. next.Where(file => file.IsRegular)];
            var index = 0;
            await foreach (var content in repository.Files.ReadFilesAsync(files, cancellationToken))
            {
                var path = files[index++].Path;
                var manifest = ManifestReader.Decode(path, content);
                read[path] = manifest.Text;
                unknown ??= NotRead(manifest);
                if (KustomizationEntries.FileNames.Contains(NameOf(path), StringComparer.Ordinal))
                {
                    unknown ??= Follow(path, read[path], reached);
                }
            }

            next = [.. reached.Where(path => !read.ContainsKey(path)).Select(path => byPath[path])];
        }

        return (read, unknown);
    }

    private IEnumerable<TreeFile> Below(string folder) =>
        byPath.Values.Where(file => file.Path.StartsWith($"{folder}/", StringComparison.Ordinal));

    private static string? NotFollowed(TreeFile file) =>
        file.IsSymbolicLink ? $"{file.Path} is a symbolic link, which is not followed"
        : file.IsSubmodule ? $"{file.Path} is a submodule, which is not read"
        : null;

    /// <summary>Why the content of a file is unknown; null if it is known, or if the file is not a manifest.</summary>
    private string? NotRead(Manifest manifest) =>
        !ManifestReader.IsManifest(manifest.Path) ? null
        : manifest.IsLfsPointer ? $"{manifest.Path} is a Git LFS pointer"
        : manifest.InvalidUtf8Offset is not null ? $"{manifest.Path} is not valid UTF-8"
        // git checks out symbolic links as text files on systems without them.
        : LinkText.FindTarget(manifest.Path, manifest.Text) is { } target
        && (byPath.ContainsKey(target) || Below(target).Any())
            ? $"{manifest.Path} has the text of a symbolic link, which is not followed"
        : null;

    /// <summary>Adds the files that a kustomization includes. Returns what cannot be read, or null.</summary>
    private string? Follow(string path, string text, HashSet<string> reached)
    {
        if (KustomizationEntries.Read(text) is not { } entries)
        {
            return $"{path} is not valid YAML";
        }

        var folder = path[..^NameOf(path).Length];
        foreach (var other in entries.OtherValues)
        {
            // Patches, values and other files.
            if (Resolve(folder, other) is { } file && byPath.ContainsKey(file))
            {
                reached.Add(file);
            }
        }

        string? unknown = null;
        foreach (var resource in entries.Resources)
        {
            if (Resolve(folder, resource) is { } target && FindFiles(target) is { } file)
            {
                reached.Add(file);
            }
            else
            {
                unknown ??= $"{path} takes '{resource}', which is not in the repository";
            }
        }

        return unknown;
    }

    private string? FindFiles(string target) =>
        byPath.ContainsKey(target)
            ? target
            : KustomizationEntries
                .FileNames.Select(name => target.Length == 0 ? name : $"{target}/{name}")
                .FirstOrDefault(byPath.ContainsKey);

    /// <summary>The path from the root; null if it leads out of the repository, or is absolute.</summary>
    private static string? Resolve(string folder, string relative)
    {
        List<string> segments = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var segment in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (segment)
            {
                case ".":
                    break;
                case ".." when segments.Count == 0:
                    return null;
                case "..":
                    segments.RemoveAt(segments.Count - 1);
                    break;
                default:
                    segments.Add(segment);
                    break;
            }
        }

        return relative.StartsWith('/') ? null : string.Join('/', segments);
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
