using System.Text;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds files that hold the text of a symbolic link: git checks links out so where the system has none
/// (<c>core.symlinks=false</c>), and from there they are committed as files.
/// </summary>
internal static class LinkText
{
    private const long LongestPath = 4096;

    /// <summary>Those of the files that are such links, and what each leads to.</summary>
    public static async Task<IReadOnlyList<(string Path, string Target)>> FindAsync(
        GitRepository repository,
        CommitSha commit,
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    )
    {
        var small = await repository.Files.FilterBySizeAsync(files, LongestPath, cancellationToken);
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

    /// <summary>Where the text would lead if it were that of a link; null where it has not the form of one.</summary>
    public static string? FindTarget(string path, string text) =>
        text.Length <= LongestPath && !text.AsSpan().ContainsAny(" \n:#") ? LinkTarget.Resolve(path, text) : null;
}
