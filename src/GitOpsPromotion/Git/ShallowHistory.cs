namespace GitOpsPromotion.Git;

/// <summary>How far back a shallow clone keeps history. It changes with every fetch, so it is read each time.</summary>
internal sealed class ShallowHistory(ShallowFile file, ObjectReader objects)
{
    /// <summary>Clocks differ: a descendant may bear an earlier time than its ancestor.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>Since when history is to be fetched so that it joins what is there; null in a clone that has all of it.</summary>
    public async Task<DateTimeOffset?> FindStartAsync(CancellationToken cancellationToken)
    {
        if (await file.ReadAsync(cancellationToken) is not { } boundary)
        {
            return null;
        }

        var commits = await objects.ReadAsync(
            [.. ParseCommits(boundary).Select(commit => commit.Value)],
            cancellationToken
        );
        return commits
                .OfType<GitObject>()
                .Select(commit => CommitObject.Parse(commit.Content).CommittedAt)
                .DefaultIfEmpty(DateTimeOffset.UnixEpoch + Slack)
                .Min() - Slack;
    }

    /// <summary>The commits whose parents are left out; empty in a clone that has all of the history.</summary>
    public async Task<IReadOnlySet<CommitSha>> ReadBoundaryAsync(CancellationToken cancellationToken) =>
        ParseCommits(await file.ReadAsync(cancellationToken) ?? []).ToHashSet();

    private static IEnumerable<CommitSha> ParseCommits(IEnumerable<string> lines) =>
        lines.Select(line => CommitSha.TryParse(line, out var commit) ? commit : null).OfType<CommitSha>();
}
