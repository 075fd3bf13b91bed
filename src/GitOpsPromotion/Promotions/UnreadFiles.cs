using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds markers of an app in files of an environment that are not manifests: files with other names, and links.</summary>
internal sealed class UnreadFiles(GitRepository repository, CommitSha commit, ImagePolicy policy)
{
    // Files that people write are much smaller.
    private const long MaxSize = 1024 * 1024;
    private const int MaxLinks = 100;

    // A link may point to a link, and links may form a loop.
    private const int MaxSteps = 10;

    // Documentation, which is never applied to a cluster.
    private static readonly string[] Documents = [".md", ".markdown", ".adoc", ".rst"];

    public async Task<IReadOnlyList<PromotionWarning>> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var entries = await repository.Files.ListEntriesAsync(commit, folder, cancellationToken);
        List<PromotionWarning> found = [];
        await foreach (var mention in FindMentionsAsync([.. entries.Where(IsOfOtherName)], cancellationToken))
        {
            found.Add(
                new PromotionWarning(
                    $"the marker of {policy} is not set: only files named {ManifestReader.FilePatterns} are read",
                    mention.Path,
                    mention.Line
                )
            );
        }

        foreach (var link in entries.Where(entry => entry.IsSymbolicLink).Take(MaxLinks))
        {
            if (await FindBehindAsync(link, folder, cancellationToken) is { } target)
            {
                found.Add(
                    new PromotionWarning(
                        $"the file is a symbolic link and is not followed, so the marker of {policy} in {target} is not set",
                        link.Path
                    )
                );
            }
        }

        return found;
    }

    /// <summary>In a partial clone, contents must be fetched, so only files with a YAML name are read.</summary>
    private bool IsOfOtherName(TreeFile file) =>
        file.IsRegular
        && !ManifestReader.IsManifest(file.Path)
        && !Documents.Any(ending => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && (
            !repository.IsPartial
            || file.Path.Contains(".yaml", StringComparison.OrdinalIgnoreCase)
            || file.Path.Contains(".yml", StringComparison.OrdinalIgnoreCase)
        );

    private async IAsyncEnumerable<(string Path, int Line)> FindMentionsAsync(
        IReadOnlyList<TreeFile> files,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var small = await repository.Files.FilterBySizeAsync(files, MaxSize, cancellationToken);
        var next = 0;
        await foreach (var content in repository.Files.ReadFilesAsync(small, cancellationToken))
        {
            var path = small[next++].Path;
            if (ManifestReader.MayMentionMarkers(content))
            {
                foreach (var mention in MarkerMentions.Find(ManifestReader.Decode(path, content).Text, policy))
                {
                    yield return (path, mention.Number);
                }
            }
        }
    }

    /// <summary>The location of a marker of the app behind a link, if it is not set; otherwise null.</summary>
    private async Task<string?> FindBehindAsync(TreeFile link, string folder, CancellationToken cancellationToken)
    {
        TreeFile? entry = link;
        var target = link.Path;
        for (var links = 0; entry is { IsSymbolicLink: true }; links++)
        {
            if (links == MaxSteps || await ResolveAsync(entry, cancellationToken) is not { } next)
            {
                return null;
            }

            target = next;
            entry = await repository.Files.FindEntryAsync(commit, target, cancellationToken);
        }

        // Manifests of the environment are read anyway.
        var files = (await FilesAtAsync(target, cancellationToken))
            .Where(file =>
                !file.Path.StartsWith($"{folder}/", StringComparison.Ordinal) || !ManifestReader.IsManifest(file.Path)
            )
            .ToList();
        await foreach (var (path, line) in FindMentionsAsync(files, cancellationToken))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");
        }

        return null;
    }

    private async Task<string?> ResolveAsync(TreeFile link, CancellationToken cancellationToken)
    {
        var text = "";
        await foreach (var content in repository.Files.ReadFilesAsync([link], cancellationToken))
        {
            text = Encoding.UTF8.GetString(content);
        }

        return LinkTarget.Resolve(link.Path, text);
    }

    private async Task<IReadOnlyList<TreeFile>> FilesAtAsync(string path, CancellationToken cancellationToken) =>
        await repository.Files.FindEntryAsync(commit, path, cancellationToken) switch
        {
            { IsRegular: true } file => [file],
            { IsFolder: true } => await repository.Files.ListFilesAsync(commit, path, cancellationToken),
            _ => [],
        };
}
