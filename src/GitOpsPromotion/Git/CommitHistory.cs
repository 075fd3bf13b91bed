using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>Lists commits of the history. Deepens a shallow clone as needed.</summary>
internal sealed class CommitHistory(
    GitProcess process,
    CommitFetcher fetcher,
    MissingCommits missing,
    ShallowHistory shallow
)
{
    /// <summary>The commits from newest to oldest, inclusive; empty if oldest is not an ancestor of newest.</summary>
    public async Task<IReadOnlyList<CommitSha>> GetAncestryPathAsync(
        CommitSha oldest,
        CommitSha newest,
        CancellationToken cancellationToken
    )
    {
        await fetcher.FetchAsync([newest], cancellationToken);
        var isMissing = (await missing.FindAsync([oldest], cancellationToken)).Count > 0;

        if (!isMissing && await ListAsync(oldest, newest, cancellationToken) is { Count: > 0 } found)
        {
            return found;
        }

        // In a full clone, there is nothing more to fetch.
        if (await shallow.FindStartAsync(cancellationToken) is not { } start)
        {
            return [];
        }

        if (isMissing)
        {
            if (await fetcher.FetchAloneAsync(oldest, cancellationToken) is FetchOutcome.NotFound)
            {
                return [];
            }

            // The history now starts at the oldest commit, which bounds the fetch.
            start = await shallow.FindStartAsync(cancellationToken) ?? start;
        }

        await fetcher.FetchSinceAsync(start, [newest], cancellationToken);
        return await ListAsync(oldest, newest, cancellationToken);
    }

    /// <summary>A commit and its first parents, newest first, at most that many commits.</summary>
    public async Task<IReadOnlyList<CommitSha>> GetFirstParentsAsync(
        CommitSha newest,
        int count,
        CancellationToken cancellationToken
    )
    {
        await fetcher.FetchAsync([newest], cancellationToken);
        var line = await ListFirstParentsAsync(newest, count, cancellationToken);
        if (line.Count < count && await shallow.FindStartAsync(cancellationToken) is not null)
        {
            await fetcher.DeepenAsync(count, [newest], cancellationToken);
            line = await ListFirstParentsAsync(newest, count, cancellationToken);
        }

        return line;
    }

    /// <summary>The newest commits of a branch that are not ancestors of another commit, oldest first. Fetches nothing.</summary>
    public async Task<IReadOnlyList<CommitSha>> GetCommitsAheadAsync(
        CommitSha other,
        CommitSha branch,
        int count,
        CancellationToken cancellationToken
    )
    {
        var listed = await process.RunAsync(
            [
                "rev-list",
                "--topo-order",
                "--reverse",
                string.Create(CultureInfo.InvariantCulture, $"--max-count={count}"),
                branch.Value,
                $"^{other}",
            ],
            cancellationToken
        );
        return listed.ExitCode == 0
            ? Commits(listed)
            : throw GitFailure.From($"Reading the history before {branch.Abbreviated} failed.", listed.Error);
    }

    private async Task<IReadOnlyList<CommitSha>> ListFirstParentsAsync(
        CommitSha newest,
        int count,
        CancellationToken cancellationToken
    )
    {
        var listed = await process.RunAsync(
            [
                "rev-list",
                "--first-parent",
                string.Create(CultureInfo.InvariantCulture, $"--max-count={count}"),
                newest.Value,
            ],
            cancellationToken
        );
        return listed.ExitCode == 0
            ? Commits(listed)
            : throw GitFailure.From($"Reading the history before {newest.Abbreviated} failed.", listed.Error);
    }

    private static CommitSha[] Commits(GitOutput listed) =>
        [.. listed.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(commit => CommitSha.Parse(commit))];

    private async Task<IReadOnlyList<CommitSha>> ListAsync(
        CommitSha oldest,
        CommitSha newest,
        CancellationToken cancellationToken
    )
    {
        if (oldest == newest)
        {
            return [newest];
        }

        var listed = await process.RunAsync(
            ["rev-list", "--topo-order", "--ancestry-path", $"{oldest}..{newest}"],
            cancellationToken
        );

        if (listed.ExitCode != 0)
        {
            throw GitFailure.From(
                $"Reading the history from {oldest.Abbreviated} to {newest.Abbreviated} failed.",
                listed.Error
            );
        }

        var between = Commits(listed);
        return between.Length > 0 ? [.. between, oldest] : [];
    }
}
