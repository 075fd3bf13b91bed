using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Commits with <c>git fast-import</c>, for repositories that libgit2 does not support.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-fast-import</remarks>
internal static class FastImport
{
    /// <summary>The input that adds a commit to a branch.</summary>
    public static byte[] Write(NewCommit commit)
    {
        using MemoryStream stream = new();
        Write(stream, $"commit {commit.Reference}\nmark :1\n");
        Write(
            stream,
            string.Create(
                CultureInfo.InvariantCulture,
                $"committer {TestRepository.AuthorName} <{TestRepository.AuthorEmail}> {commit.Time.ToUnixTimeSeconds()} +0000\n"
            )
        );
        WriteData(stream, commit.Message);

        if (commit.Parent is { } parent)
        {
            Write(stream, $"from {parent}\n");
        }

        foreach (var (name, content) in commit.Files)
        {
            Write(stream, $"M 100644 inline {Quote(name)}\n");
            WriteData(stream, content);
        }

        Write(stream, "get-mark :1\ndone\n");
        return stream.ToArray();
    }

    // Names are quoted as in C. Non-ASCII bytes are not escaped.
    private static string Quote(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static void Write(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    private static void WriteData(MemoryStream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(stream, string.Create(CultureInfo.InvariantCulture, $"data {bytes.Length}\n"));
        stream.Write(bytes);
        stream.WriteByte((byte)'\n');
    }
}
