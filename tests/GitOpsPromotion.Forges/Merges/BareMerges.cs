using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Forges.Merges;

/// <summary>Real merges in a bare repository, without a working tree.</summary>
/// <param name="repository">The bare repository.</param>
/// <param name="committer">Who commits, as <c>Name &lt;mail&gt;</c>.</param>
public sealed class BareMerges(TestRepository repository, string committer)
{
    /// <summary>Merges, and moves the target branch.</summary>
    /// <param name="target">The name of the branch.</param>
    /// <param name="head">The commit to merge.</param>
    /// <param name="style">How.</param>
    /// <param name="message">The message of the new commit; a rebase keeps its commits' own.</param>
    /// <param name="author">Who wrote the new commit, as <c>Name &lt;mail&gt;</c>.</param>
    public MergeAttempt Merge(string target, string head, MergeStyle style, string message, string author)
    {
        var reference = $"refs/heads/{target}";
        var tip = repository.Resolve(reference);
        var attempt = Try(tip, head, style, message, author);
        return attempt is MergeAttempt.Merged merged && !Move(reference, merged.Commit, tip)
            ? new MergeAttempt.TargetMoved()
            : attempt;
    }

    /// <summary>Makes the commit, and moves nothing.</summary>
    public MergeAttempt Try(string tip, string head, MergeStyle style, string message, string author)
    {
        if (style is MergeStyle.Merge or MergeStyle.Squash)
        {
            return MergeTrees(tip, head) switch
            {
                ({ } tree, _) => new MergeAttempt.Merged(
                    Commit(tree, style is MergeStyle.Merge ? [tip, head] : [tip], author, message)
                ),
                (_, var conflicts) => new MergeAttempt.Conflict(conflicts),
            };
        }

        var attempt = Rebase(tip, head);
        return style is MergeStyle.RebaseMerge && attempt is MergeAttempt.Merged { Commit: var rebased }
            ? new MergeAttempt.Merged(Commit(TreeOf(rebased), [tip, rebased], author, message))
            : attempt;
    }

    /// <summary>Moves a ref from one commit to another. False where it is not at the first any more.</summary>
    public bool Move(string reference, string commit, string old) =>
        repository.TryGit(input: null, "update-ref", reference, commit, old).ExitCode is 0;

    private MergeAttempt Rebase(string tip, string head)
    {
        var commits = repository.Git("rev-list", "--reverse", "--topo-order", "--no-merges", $"{tip}..{head}");

        foreach (var commit in commits.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two stand-ins with the commit's parent as their parent make that the base of the three-way merge.
            var parent = repository.Resolve($"{commit}^");
            var (tree, conflicts) = MergeTrees(
                Commit(TreeOf(tip), [parent], committer, "ours"),
                Commit(TreeOf(commit), [parent], committer, "theirs")
            );

            if (tree is null)
            {
                return new MergeAttempt.Conflict(conflicts);
            }

            if (tree != TreeOf(tip))
            {
                var author = repository.Git("show", "--no-patch", "--format=%an <%ae>", commit);
                tip = Commit(tree, [tip], author, repository.Git("show", "--no-patch", "--format=%B", commit));
            }
        }

        return new MergeAttempt.Merged(tip);
    }

    // https://git-scm.com/docs/git-merge-tree: the tree; where it exits with 1, the paths in conflict, and an empty line.
    private (string? Tree, IReadOnlyList<string> Conflicts) MergeTrees(string ours, string theirs)
    {
        var (exitCode, output) = repository.TryGit(
            input: null,
            "merge-tree",
            "--write-tree",
            "--name-only",
            ours,
            theirs
        );
        var lines = output.Split('\n');
        return exitCode switch
        {
            0 => (lines[0], []),
            1 => (null, [.. lines.Skip(1).TakeWhile(line => line.Length > 0)]),
            // Histories that have nothing in common do not merge, but no file is to blame.
            _ when repository.TryGit(input: null, "merge-base", ours, theirs).ExitCode is not 0 => (null, []),
            _ => throw new InvalidOperationException($"git merge-tree exited with {exitCode} in {repository.Path}."),
        };
    }

    private string TreeOf(string commit) => repository.Resolve($"{commit}^{{tree}}");

    private string Commit(string tree, IReadOnlyList<string> parents, string author, string message)
    {
        var time = TestRepository.Noon.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        StringBuilder text = new($"tree {tree}\n");
        text.AppendJoin("", parents.Select(parent => $"parent {parent}\n"));
        text.Append(
            CultureInfo.InvariantCulture,
            $"author {author} {time} +0000\ncommitter {committer} {time} +0000\n\n"
        );
        text.Append(message.TrimEnd('\n')).Append('\n');
        return repository.Git(Encoding.UTF8.GetBytes(text.ToString()), "hash-object", "-t", "commit", "-w", "--stdin");
    }
}
