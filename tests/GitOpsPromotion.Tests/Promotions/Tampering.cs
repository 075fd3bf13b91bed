using System.Globalization;
using System.Text;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Unexpected changes of a branch, for <c>git fast-import</c>.</summary>
internal static class Tampering
{
    public static string Write(string path, string content, string mode = "100644") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"M {mode} inline {path}\ndata {Encoding.UTF8.GetByteCount(content)}\n{content}\n"
        );

    public static string Delete(string path) => $"D {path}\n";

    public static string Link(string path, string target) => Write(path, target, "120000");

    public static string Submodule(string path) => $"M 160000 {new string('5', 40)} {path}\n";

    /// <summary>Pushes one commit to a branch. Returns it.</summary>
    public static string Tamper(this TestRepository remote, string branch, params string[] changes) =>
        remote.Import([Commit(branch, remote.Resolve(branch), changes)])[0];

    /// <summary>A commit on top of a branch for each change, with one process. The branch stays as it is.</summary>
    public static CommitSha[] TamperEach(this TestRepository remote, string branch, params string[] changes)
    {
        var tip = remote.Resolve(branch);
        var commits = remote.Import(changes.Select(change => Commit(branch, tip, change)));
        remote.SetRef($"refs/heads/{branch}", tip);
        return [.. commits.Select(commit => CommitSha.Parse(commit))];
    }

    /// <summary>A commit command of the stream.</summary>
    public static string Commit(string branch, string parent, params string[] changes) =>
        $"""
            commit refs/heads/{branch}
            mark :1
            committer Eve <eve@example.com> 1767355200 +0000
            data 13
            Fix the probe
            from {parent}

            """.ReplaceLineEndings("\n")
        + string.Concat(changes)
        + "\nget-mark :1\n";

    /// <summary>Writes many commits with one process. Returns them.</summary>
    public static string[] Import(this TestRepository remote, IEnumerable<string> commits) =>
        remote
            .Git(
                Encoding.UTF8.GetBytes(string.Concat(commits) + "done\n"),
                "fast-import",
                "--quiet",
                "--force",
                "--done"
            )
            .Split('\n');

    /// <summary>Merges the default branch into the branch, as "Update branch" on a forge's page.</summary>
    public static string UpdateBranch(this TestRepository remote, string branch)
    {
        var tree = remote.Git("merge-tree", "--write-tree", branch, "main");
        var merge = remote.Git("commit-tree", tree, "-p", branch, "-p", "main", "-m", $"Merge 'main' into {branch}");
        remote.SetRef($"refs/heads/{branch}", merge);
        return merge;
    }
}
