using System.Text;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds files with the text of a symbolic link: git checks links out as text files on systems without symbolic links
/// (<c>core.symlinks=false</c>), where they may be committed as files.
/// </summary>
internal static class LinkText
{
    private const long MaxPathLength = 4096;

    /// <summary>The files that are such links, each with its target.</summary>
    public static async Task<IReadOnlyList<(string Path, string Target)>> FindAsync(
        GitRepository repository,
        CommitSha commit,
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    )
    {
        var small = await repository.Files.FilterBySizeAsync(files, MaxPathLength, cancellationToken);
        List<(string Path, string Target)> candidates = [];
        var next = 0;
        await foreach (var content in repository.Files.ReadFilesAsync(small, cancellationToken))
        {
            var path = small[next++].Path;
            var text = Encoding.UTF8.GetString(content);
            if (FindTarget(path, text) is { } target)
            {
                candidates.Add((path, target));
            }
        }

        List<(string Path, string Target)> found = [];
        foreach (var candidate in candidates)
        {
            if (await repository.Files.FindEntryAsync(commit, candidate.Target, cancellationToken) is not null)
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>The target if the text were that of a link; null if it does not look like one.</summary>
    public static string? FindTarget(string path, string text) =>
        text.Length <= MaxPathLength && !text.AsSpan().ContainsAny(" \n:#") ? LinkTarget.Resolve(path, text) : null;
}
