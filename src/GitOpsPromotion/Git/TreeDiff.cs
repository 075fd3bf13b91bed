namespace GitOpsPromotion.Git;

/// <summary>Shows what a change is, the same way for everybody whatever their settings.</summary>
internal sealed class TreeDiff(GitProcess process)
{
    /// <summary>The change as git's unified diff. Its lines are the files': not fit for a terminal as they are.</summary>
    public async Task<string> ReadAsync(CommitSha commit, string tree, CancellationToken cancellationToken) =>
        (
            await CompareAsync(
                ["--patch", "--no-color", "--no-ext-diff", "--no-textconv"],
                commit,
                tree,
                cancellationToken
            )
        ).Text;

    /// <summary>The paths at which the two differ.</summary>
    /// <remarks>Source: https://git-scm.com/docs/git-diff-tree#_raw_output_format</remarks>
    public async Task<IReadOnlyList<FileChange>> ReadChangesAsync(
        CommitSha commit,
        string tree,
        CancellationToken cancellationToken
    )
    {
        var compared = await CompareAsync(["--raw", "--no-abbrev", "-z"], commit, tree, cancellationToken);
        var fields = GitPath.Decode(compared.Bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return [.. fields.Chunk(2).Select(pair => Read(pair[0], pair[1]))];
    }

    private static FileChange Read(string modesAndNames, string path) =>
        modesAndNames.TrimStart(':').Split(' ') is [var oldMode, var newMode, var oldName, var newName, ..]
            ? new(path, File(path, oldMode, oldName), File(path, newMode, newName))
            : throw new InvalidOperationException($"'{modesAndNames}' is no line of git diff-tree --raw.");

    private static TreeFile? File(string path, string mode, string name) =>
        mode is "100644" or "100755" ? new(path, name, mode) : null;

    private async Task<GitOutput> CompareAsync(
        string[] form,
        CommitSha commit,
        string tree,
        CancellationToken cancellationToken
    )
    {
        var compared = await process.RunAsync(
            ["diff-tree", "-r", "--no-renames", .. form, commit.Value, tree],
            cancellationToken
        );
        return compared.ExitCode == 0
            ? compared
            : throw GitFailure.From($"The change to {commit.Abbreviated} was not compared.", compared.Error);
    }
}
