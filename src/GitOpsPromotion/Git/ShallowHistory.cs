namespace GitOpsPromotion.Git;

/// <summary>The boundary of a shallow clone. Each fetch may change it, so it is read each time.</summary>
internal sealed class ShallowHistory(ShallowFile file, ObjectReader objects)
{
    /// <summary>Clocks differ: a descendant may have an earlier date than its ancestor.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>The date since which to fetch history, so that it connects to the history that is there; null in a full clone.</summary>
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

    /// <summary>The commits whose parents are missing; empty in a full clone.</summary>
    public async Task<IReadOnlySet<CommitSha>> ReadBoundaryAsync(CancellationToken cancellationToken) =>
        ParseCommits(await file.ReadAsync(cancellationToken) ?? []).ToHashSet();

    private static IEnumerable<CommitSha> ParseCommits(IEnumerable<string> lines) =>
        lines.Select(line => CommitSha.TryParse(line, out var commit) ? commit : null).OfType<CommitSha>();
}
