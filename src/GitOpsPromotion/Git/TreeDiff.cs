namespace GitOpsPromotion.Git;

/// <summary>Compares trees. The output does not depend on the user's settings.</summary>
internal sealed class TreeDiff(GitProcess process)
{
    /// <summary>The change as a unified diff. It contains file content: escape it before showing it on a terminal.</summary>
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
            : throw GitFailure.From($"Comparing with commit {commit.Abbreviated} failed.", compared.Error);
    }
}
