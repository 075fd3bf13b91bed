namespace GitOpsPromotion.Git;

/// <summary>Updates refs of the remote atomically, if they still have the values that were read.</summary>
internal sealed class RemoteWriter(
    GitProcess process,
    RemoteConfiguration remote,
    RemoteRetry retry,
    ObjectReader objects
)
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
        var git = await NeedsNegotiationAsync(updates, cancellationToken)
            ? process.With("push.negotiate", "true")
            : process;
        var attempts = 0;
        var pushed = await retry.RunAsync(
            token =>
            {
                attempts++;
                return git.RunAsync(arguments, token);
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

    /// <summary>
    /// Whether git must ask the remote which commits it has. If the remote's branches have commits that are missing here,
    /// git would otherwise push the full history again. Not needed for commits without parents, and if a lease is for a
    /// parent: if the lease holds, the remote has that parent; if not, nothing is pushed.
    /// </summary>
    private async Task<bool> NeedsNegotiationAsync(
        IReadOnlyCollection<RefUpdate> updates,
        CancellationToken cancellationToken
    )
    {
        var leased = updates.Select(update => update.Expected).OfType<CommitSha>().ToHashSet();
        var commits = await objects.ReadAsync(
            [.. updates.Select(update => update.New).OfType<CommitSha>().Except(leased).Select(commit => commit.Value)],
            cancellationToken
        );
        return commits
            .OfType<GitObject>()
            .Where(commit => commit.Type is "commit")
            .Select(commit => CommitObject.Parse(commit.Content).Parents)
            .Any(parents => parents.Count > 0 && !parents.Any(leased.Contains));
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
