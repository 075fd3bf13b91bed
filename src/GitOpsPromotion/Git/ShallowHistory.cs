namespace GitOpsPromotion.Git;

/// <summary>How far back a shallow clone keeps history. It changes with every fetch, so it is read each time.</summary>
internal sealed class ShallowHistory(GitProcess process, ObjectReader objects)
{
    /// <summary>Clocks differ: a descendant may bear an earlier time than its ancestor.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>Since when history is to be fetched so that it joins what is there; null in a clone that has all of it.</summary>
    public async Task<DateTimeOffset?> FindStartAsync(CancellationToken cancellationToken)
    {
        var answer = await process.RunAsync(
            ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"],
            cancellationToken
        );

        if (answer.Text.Split('\n') is not ["true", var path, ..])
        {
            return null;
        }

        string[] boundary;
        try
        {
            // One commit a line: those whose parents are left out.
            boundary = await File.ReadAllLinesAsync(process.Locate(path), cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // Another run in the same clone has fetched the rest since git was asked.
            return null;
        }

        var commits = await objects.ReadAsync(
            [.. boundary.Where(line => CommitSha.TryParse(line, out _))],
            cancellationToken
        );
        return commits
                .OfType<GitObject>()
                .Select(commit => CommitObject.Parse(commit.Content).CommittedAt)
                .DefaultIfEmpty(DateTimeOffset.UnixEpoch + Slack)
                .Min() - Slack;
    }
}
