namespace GitOpsPromotion.Git;

/// <summary>Updates refs of the remote: all of them or none, and only as long as they are what was read.</summary>
internal sealed class RemoteWriter(GitProcess process, RemoteConfiguration remote)
{
    public async Task<PushResult> PushAsync(IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken)
    {
        if (updates.FirstOrDefault(update => !update.Name.StartsWith("refs/", StringComparison.Ordinal)) is { } partial)
        {
            throw new ArgumentException($"'{partial.Name}' is not the full name of a ref.", nameof(updates));
        }

        var pushed = await process.RunAsync(
            [
                "push",
                "--atomic",
                "--porcelain",
                "--no-verify",
                "--no-follow-tags",
                "--no-signed",
                "--recurse-submodules=no",
                .. updates.Select(update => $"--force-with-lease={update.Name}:{update.Expected}"),
                remote.Name,
                .. updates.Select(update => $"{update.New}:{update.Name}"),
            ],
            cancellationToken
        );

        return pushed.ExitCode == 0
            ? PushResult.Accepted
            : PushReport.Judge(process.Hide(pushed.Text), pushed.Error, remote.PushUrl);
    }
}
