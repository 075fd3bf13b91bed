using System.Text;
using LibGit2Sharp;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Writes the objects of a commit with libgit2.</summary>
internal static class InProcessCommit
{
    /// <summary>Writes a commit. Returns its object ID, or null if libgit2 does not support the repository or a path.</summary>
    public static string? TryWrite(string path, NewCommit commit)
    {
        using var repository = LibGit.TryOpen(path);
        try
        {
            return repository is null ? null : Write(repository, commit);
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private static string Write(Repository repository, NewCommit commit)
    {
        var parent = commit.Parent is null ? null : repository.Lookup<Commit>(commit.Parent);
        var tree = parent is null ? new TreeDefinition() : TreeDefinition.From(parent);
        foreach (var (name, content) in commit.Files)
        {
            using MemoryStream stream = new(Encoding.UTF8.GetBytes(content));
            tree.Add(name, repository.ObjectDatabase.CreateBlob(stream), Mode.NonExecutableFile);
        }

        Signature author = new(TestRepository.AuthorName, TestRepository.AuthorEmail, commit.Time);
        return repository
            .ObjectDatabase.CreateCommit(
                author,
                author,
                commit.Message,
                repository.ObjectDatabase.CreateTree(tree),
                parent is null ? [] : [parent],
                prettifyMessage: false
            )
            .Sha;
    }
}
