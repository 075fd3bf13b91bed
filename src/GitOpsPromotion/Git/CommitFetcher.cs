using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>Brings commits from the remote into the object database, and nothing but objects into the repository.</summary>
internal sealed class CommitFetcher(
    GitProcess process,
    RemoteConfiguration remote,
    MissingCommits missingCommits,
    ShallowFile shallowFile,
    ShallowHistory shallow,
    RemoteRetry retry
)
{
    private const int MaxAttempts = 20;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Fetches those that are missing, as far back as the repository keeps history.</summary>
    /// <exception cref="PromotionException">The remote does not know one of them, or cannot be reached.</exception>
    public async Task FetchAsync(IReadOnlyCollection<CommitSha> commits, CancellationToken cancellationToken)
    {
        var missing = await missingCommits.FindAsync(commits, cancellationToken);

        if (missing.Count == 0 || await FetchByNameAsync(missing, cancellationToken) is FetchOutcome.Fetched)
        {
            return;
        }

        // A server may give no commit by its name but those that refs name; the default branch leads to the others.
        await RunAsync([], ["HEAD"], cancellationToken);

        if (await missingCommits.FindAsync(missing, cancellationToken) is [_, ..] unknown)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{remote.Url} does not know the commit {string.Join(", ", unknown.Select(commit => commit.Abbreviated))}."
            );
        }
    }

    /// <summary>Fetches one commit without its history.</summary>
    public Task<FetchOutcome> FetchAloneAsync(CommitSha commit, CancellationToken cancellationToken) =>
        RunAsync(["--depth=1"], [commit.Value], cancellationToken);

    /// <summary>Fetches the history of commits that are here already, back to a time.</summary>
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

    /// <summary>Fetches more of the history of commits that are here already.</summary>
    /// <param name="generations">How many commits further back.</param>
    /// <param name="commits">Where to start.</param>
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

        // Where a shallow clone meets a merge of a branch that forked off before its history starts, a plain fetch
        // brings all that is behind the fork.
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
                    $"{string.Join(", ", names)} was not fetched from {remote.Url}.",
                    fetched.Error,
                    FailureKind.Unavailable
                );
    }

    /// <summary>Fetches; other processes may change the list of shallow commits at the same time.</summary>
    private async Task<GitOutput> FetchOnceAsync(string[] arguments, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var fetched = await process.RunAsync(arguments, cancellationToken);
            var isDamaged = GitFailure.IsShallowDamage(fetched.Error);

            if (
                fetched.ExitCode == 0
                || attempt == MaxAttempts
                || !(isDamaged || GitFailure.IsShallowContention(fetched.Error))
            )
            {
                return fetched;
            }

            if (isDamaged)
            {
                await shallowFile.RepairAsync(cancellationToken);
            }

            await Task.Delay(RetryDelay * attempt, cancellationToken);
        }
    }

    private static string[] Names(IEnumerable<CommitSha> commits) => [.. commits.Select(commit => commit.Value)];
}
