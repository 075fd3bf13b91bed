using System.Text;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Shorthands to open, read and write a repository in tests.</summary>
internal static class Opened
{
    public static Task<GitRepository> OpenAsync(this TestRepository repository, IProgress<string>? trace = null) =>
        GitRepository.OpenAsync(repository.Path, _ => null, trace, CancellationToken.None);

    public static async Task<CommitSha> CommitFileAsync(
        this GitRepository repository,
        CommitSha parent,
        string path,
        string content
    )
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal)
        {
            [path] = Encoding.UTF8.GetBytes(content),
        };
        var tree = await repository.WriteTreeAsync(parent, files, CancellationToken.None);
        return await repository.CommitAsync(tree, [parent], $"Write {path}", CancellationToken.None);
    }

    public static async Task<string?> ReadTextAsync(this GitRepository repository, CommitSha commit, string path) =>
        await repository.Files.ReadFileAsync(commit, path, CancellationToken.None) is { } content
            ? Encoding.UTF8.GetString(content)
            : null;

    public static async Task<CommitSha> TipAsync(this GitRepository repository, string branch = "main")
    {
        var reference = $"refs/heads/{branch}";
        var refs = await repository.Remote.ReadRefsAsync([reference], CancellationToken.None);
        return refs.Find(reference)!;
    }
}
