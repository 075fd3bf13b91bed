using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>Follows the history between two commits, fetching what a shallow clone lacks of it.</summary>
internal sealed class CommitHistory(
    GitProcess process,
    CommitFetcher fetcher,
    MissingCommits missing,
    ShallowHistory shallow
)
{
    /// <summary>The commits from newest to oldest, both included; empty where oldest is no ancestor of newest.</summary>
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

        // What a clone with all of the history does not find is not there.
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

            // History begins with the oldest now, so the cost is bounded by what lies between the two.
            start = await shallow.FindStartAsync(cancellationToken) ?? start;
        }

        await fetcher.FetchSinceAsync(start, [newest], cancellationToken);
        return await ListAsync(oldest, newest, cancellationToken);
    }

    /// <summary>The line of first parents that ends with a commit, newest first, at most that many commits.</summary>
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

    /// <summary>The newest commits of a branch that another commit does not descend from, oldest first. Nothing is fetched.</summary>
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
            : throw GitFailure.From($"The history before {branch.Abbreviated} was not read.", listed.Error);
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
            : throw GitFailure.From($"The history before {newest.Abbreviated} was not read.", listed.Error);
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
                $"The history from {oldest.Abbreviated} to {newest.Abbreviated} was not read.",
                listed.Error
            );
        }

        var between = Commits(listed);
        return between.Length > 0 ? [.. between, oldest] : [];
    }
}
