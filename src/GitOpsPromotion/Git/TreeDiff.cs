namespace GitOpsPromotion.Git;

/// <summary>Shows what a change is, the same way for everybody whatever their settings.</summary>
internal sealed class TreeDiff(GitProcess process)
{
    /// <summary>The change as git's unified diff. Its lines are the files': not fit for a terminal as they are.</summary>
    public async Task<string> ReadAsync(CommitSha commit, string tree, CancellationToken cancellationToken)
    {
        var compared = await process.RunAsync(
            [
                "diff-tree",
                "-r",
                "--no-renames",
                "--patch",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                commit.Value,
                tree,
            ],
            cancellationToken
        );
        return compared.ExitCode == 0
            ? compared.Text
            : throw GitFailure.From($"The change to {commit.Abbreviated} was not compared.", compared.Error);
    }
}
