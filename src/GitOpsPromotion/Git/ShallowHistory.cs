namespace GitOpsPromotion.Git;

/// <summary>How far back a shallow clone keeps history. It changes with every fetch, so it is read each time.</summary>
internal sealed class ShallowHistory(GitProcess process, ObjectReader objects)
{
    /// <summary>Clocks differ: a descendant may bear an earlier time than its ancestor.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>Since when history is to be fetched so that it joins what is there; null in a clone that has all of it.</summary>
    public async Task<DateTimeOffset?> FindStartAsync(CancellationToken cancellationToken)
    {
        if (await ReadFileAsync(cancellationToken) is not { } boundary)
        {
            return null;
        }

        var commits = await objects.ReadAsync([.. boundary.Select(commit => commit.Value)], cancellationToken);
        return commits
                .OfType<GitObject>()
                .Select(commit => CommitObject.Parse(commit.Content).CommittedAt)
                .DefaultIfEmpty(DateTimeOffset.UnixEpoch + Slack)
                .Min() - Slack;
    }

    /// <summary>The commits whose parents are left out; empty in a clone that has all of the history.</summary>
    public async Task<IReadOnlySet<CommitSha>> ReadBoundaryAsync(CancellationToken cancellationToken) =>
        (await ReadFileAsync(cancellationToken) ?? []).ToHashSet();

    private async Task<IReadOnlyList<CommitSha>?> ReadFileAsync(CancellationToken cancellationToken)
    {
        var answer = await process.RunAsync(
            ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"],
            cancellationToken
        );

        if (answer.Text.Split('\n') is not ["true", var path, ..])
        {
            return null;
        }

        try
        {
            // One commit a line: those whose parents are left out.
            var lines = await File.ReadAllLinesAsync(process.Locate(path), cancellationToken);
            return
            [
                .. lines.Select(line => CommitSha.TryParse(line, out var commit) ? commit : null).OfType<CommitSha>(),
            ];
        }
        catch (FileNotFoundException)
        {
            // Another run in the same clone has fetched the rest since git was asked.
            return null;
        }
    }
}
