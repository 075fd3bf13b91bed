using System.Globalization;
using System.Text;
using LibGit2Sharp;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Git commands that read and write objects, in process. Null for options that are not supported.</summary>
internal static class ObjectCommands
{
    public static GitResult? Resolve(Repository repository, string[] options) =>
        (options is ["--verify", ..] ? options[1..] : options) is [var revision]
        && Find(repository, revision) is { } found
            ? GitResult.Success(found.Sha)
            : null;

    public static GitResult? Read(Repository repository, string[] options) =>
        options switch
        {
            ["-e", var revision] => Find(repository, revision) is null ? GitResult.Failure : GitResult.Success(""),
            ["-t", var revision] when TypeOf(Find(repository, revision)) is { } type => GitResult.Success(type),
            ["blob", var revision] when Find(repository, revision) is Blob blob => new(0, ReadBlob(blob), ""),
            _ => null,
        };

    public static GitResult? ListTree(Repository repository, string[] options) =>
        options is ["-r", "-z", "--name-only", var revision] && Find(repository, $"{revision}^{{tree}}") is Tree tree
            ? GitResult.Success(string.Concat(ListFiles(tree, "").Select(path => path + '\0')))
            : null;

    public static GitResult? Write(Repository repository, byte[] input, string[] options)
    {
        var database = repository.ObjectDatabase;
        return options switch
        {
            ["-w", "--stdin"] => GitResult.Success(database.Write<Blob>(input).Sha),
            ["-t", "commit", "-w", "--stdin"] => GitResult.Success(database.Write<Commit>(input).Sha),
            ["-t", "tree", "-w", "--stdin"] => GitResult.Success(database.Write<Tree>(input).Sha),
            _ => null,
        };
    }

    public static GitResult? CommitTree(Repository repository, byte[] input, string[] options)
    {
        string? tree = null;
        var message = Encoding.UTF8.GetString(input);
        StringBuilder parents = new();
        for (var index = 0; index < options.Length; index++)
        {
            if (options[index] is "-m" && index + 1 < options.Length)
            {
                message = options[++index] + '\n';
            }
            else if (options[index] is "-p" && Find(repository, options.ElementAtOrDefault(++index)) is Commit parent)
            {
                parents.Append(CultureInfo.InvariantCulture, $"parent {parent.Sha}\n");
            }
            else if (tree is null && Find(repository, $"{options[index]}^{{tree}}") is Tree found)
            {
                tree = found.Sha;
            }
            else
            {
                return null;
            }
        }

        return tree is null
            ? null
            : Write(repository, Format(tree, parents, message), ["-t", "commit", "-w", "--stdin"]);
    }

    /// <summary>An object by its revision; null if it does not exist, or for an option.</summary>
    public static GitObject? Find(Repository repository, string? revision) =>
        revision is null or ['-', ..] ? null : repository.Lookup(revision);

    private static byte[] Format(string tree, StringBuilder parents, string message)
    {
        var identity = string.Create(
            CultureInfo.InvariantCulture,
            $"{TestRepository.AuthorName} <{TestRepository.AuthorEmail}> {TestRepository.Noon.ToUnixTimeSeconds()} +0000"
        );
        return Encoding.UTF8.GetBytes($"tree {tree}\n{parents}author {identity}\ncommitter {identity}\n\n{message}");
    }

    private static string? TypeOf(GitObject? found) =>
        found switch
        {
            Blob => "blob",
            Tree => "tree",
            Commit => "commit",
            TagAnnotation => "tag",
            _ => null,
        };

    private static byte[] ReadBlob(Blob blob)
    {
        using var stream = blob.GetContentStream();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static IEnumerable<string> ListFiles(Tree tree, string prefix) =>
        tree.SelectMany(entry =>
            entry.TargetType is TreeEntryTargetType.Tree
                ? ListFiles((Tree)entry.Target, $"{prefix}{entry.Name}/")
                : [prefix + entry.Name]
        );
}
