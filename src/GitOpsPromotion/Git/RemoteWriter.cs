namespace GitOpsPromotion.Git;

/// <summary>Updates refs of the remote atomically, if they still have the values that were read.</summary>
internal sealed class RemoteWriter(GitProcess process, RemoteConfiguration remote, RemoteRetry retry)
{
    public async Task<PushResult> PushAsync(IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken)
    {
        if (updates.FirstOrDefault(update => !update.Name.StartsWith("refs/", StringComparison.Ordinal)) is { } partial)
        {
            throw new ArgumentException($"'{partial.Name}' is not a full ref name.", nameof(updates));
        }

        string[] arguments =
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
        ];
        var attempts = 0;
        var pushed = await retry.RunAsync(
            token =>
            {
                attempts++;
                return process.RunAsync(arguments, token);
            },
            output => PushReport.IsTransient(output.Text, output.Error),
            cancellationToken
        );

        if (pushed.ExitCode == 0)
        {
            return PushResult.Accepted;
        }

        var result = PushReport.Classify(process.Redact(pushed.Text), pushed.Error, remote.PushUrl);

        // The lease may have failed because an earlier attempt succeeded and its response was lost.
        return attempts > 1 && await AreDoneAsync(updates, cancellationToken) ? PushResult.Accepted : result;
    }

    private async Task<bool> AreDoneAsync(IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken)
    {
        var refs = await new RemoteReader(process, remote, retry).ReadAsync(
            [.. updates.Select(update => update.Name)],
            cancellationToken
        );
        return updates.All(update => refs.Find(update.Name) == update.New);
    }
}
