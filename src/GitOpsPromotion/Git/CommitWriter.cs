namespace GitOpsPromotion.Git;

/// <summary>Writes commits with the identity and signature that git is configured for.</summary>
internal sealed class CommitWriter(GitProcess process, bool signs)
{
    public async Task<CommitSha> WriteAsync(
        string tree,
        IReadOnlyList<CommitSha> parents,
        string message,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "commit-tree",
            .. signs ? ["-S"] : Array.Empty<string>(),
            .. parents.SelectMany(parent => new[] { "-p", parent.Value }),
            tree,
        ];
        var written = await process.RunAsync(
            arguments,
            message.EndsWith('\n') ? message : message + '\n',
            cancellationToken
        );

        return written.ExitCode == 0
            ? CommitSha.Parse(written.Line)
            : throw GitFailure.From(
                "Writing the commit failed.",
                written.Error,
                hint: signs
                    ? "git is configured to sign commits (commit.gpgsign). Make the key available, or disable signing."
                    : null
            );
    }
}
