using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>Fetches commits from the remote. Writes objects only, and the file <c>shallow</c> of a shallow clone.</summary>
internal sealed class CommitFetcher(
    GitProcess process,
    RemoteConfiguration remote,
    MissingCommits missingCommits,
    ShallowFile shallowFile,
    ShallowHistory shallow,
    RemoteRetry retry
)
{
    /// <summary>Fetches missing commits; a shallow clone gets their history back to its own start.</summary>
    /// <exception cref="PromotionException">The remote does not have one of them, or cannot be reached.</exception>
    public async Task FetchAsync(IReadOnlyCollection<CommitSha> commits, CancellationToken cancellationToken)
    {
        var missing = await missingCommits.FindAsync(commits, cancellationToken);

        if (missing.Count == 0 || await FetchByNameAsync(missing, cancellationToken) is FetchOutcome.Fetched)
        {
            return;
        }

        // Some servers do not serve commits by object ID. The commits may be in the history of the default branch.
        await RunAsync([], ["HEAD"], cancellationToken);

        if (await missingCommits.FindAsync(missing, cancellationToken) is [_, ..] unknown)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{remote.Url} does not have the commit {string.Join(", ", unknown.Select(commit => commit.Abbreviated))}."
            );
        }
    }

    /// <summary>Fetches one commit without history.</summary>
    public Task<FetchOutcome> FetchAloneAsync(CommitSha commit, CancellationToken cancellationToken) =>
        RunAsync(["--depth=1"], [commit.Value], cancellationToken);

    /// <summary>Fetches the history of commits since a date.</summary>
    public Task<FetchOutcome> FetchSinceAsync(
        DateTimeOffset start,
        IReadOnlyCollection<CommitSha> commits,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--shallow-since={start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
                ),
            ],
            Names(commits),
            cancellationToken
        );

    /// <summary>Deepens the history of commits.</summary>
    /// <param name="generations">By how many commits.</param>
    /// <param name="commits">The commits to start from.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<FetchOutcome> DeepenAsync(
        int generations,
        IReadOnlyCollection<CommitSha> commits,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            [string.Create(CultureInfo.InvariantCulture, $"--deepen={generations}")],
            Names(commits),
            cancellationToken
        );

    private async Task<FetchOutcome> FetchByNameAsync(
        IReadOnlyList<CommitSha> commits,
        CancellationToken cancellationToken
    )
    {
        if (await shallow.FindStartAsync(cancellationToken) is not { } start)
        {
            return await RunAsync([], Names(commits), cancellationToken);
        }

        // If a branch was forked before the history of a shallow clone starts and then merged, a plain fetch fetches the
        // full history before the fork.
        var outcome = await FetchSinceAsync(start, commits, cancellationToken);
        return outcome is FetchOutcome.TooOld
            ? await RunAsync(["--depth=1"], Names(commits), cancellationToken)
            : outcome;
    }

    private async Task<FetchOutcome> RunAsync(string[] options, string[] names, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-prune",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            "--no-recurse-submodules",
            "--refmap=",
            .. options,
            remote.Name,
            .. names,
        ];

        var fetched = await retry.RunAsync(token => FetchOnceAsync(arguments, token), cancellationToken);
        await shallowFile.RepairAsync(cancellationToken);

        return fetched.ExitCode == 0
            ? FetchOutcome.Fetched
            : GitFailure.FindFetchOutcome(fetched.Error)
                ?? throw GitFailure.From(
                    $"Fetching {string.Join(", ", names)} from {remote.Url} failed.",
                    fetched.Error,
                    FailureKind.Unavailable
                );
    }

    /// <summary>Fetches. Retries while other processes change the file <c>shallow</c>.</summary>
    private async Task<GitOutput> FetchOnceAsync(string[] arguments, CancellationToken cancellationToken)
    {
        // On the real clock: the other processes are real.
        Backoff backoff = new(TimeProvider.System, RetryLimits.ShallowFile);
        while (true)
        {
            var fetched = await process.RunAsync(arguments, cancellationToken);
            var isDamaged = GitFailure.IsShallowDamage(fetched.Error);
            if (fetched.ExitCode == 0 || !(isDamaged || GitFailure.IsShallowContention(fetched.Error)))
            {
                return fetched;
            }

            if (isDamaged)
            {
                await shallowFile.RepairAsync(cancellationToken);
            }

            if (!await backoff.TryPauseAsync(wait: null, cancellationToken))
            {
                return fetched;
            }
        }
    }

    private static string[] Names(IEnumerable<CommitSha> commits) => [.. commits.Select(commit => commit.Value)];
}
