using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The statuses of commits.</summary>
internal sealed class PlainGitStatuses(GitRepository repository, TimeProvider time)
{
    // Keeps git's command line below the 32,767 characters that Windows allows.
    private const int CommitsAtOnce = 250;

    private readonly PlainGitStore store = new(repository);

    public async Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetAsync(
        IReadOnlyCollection<CommitSha> commits,
        CancellationToken cancellationToken
    )
    {
        Dictionary<CommitSha, IReadOnlyList<CommitStatus>> statuses = [];
        foreach (var part in commits.Distinct().Chunk(CommitsAtOnce))
        {
            var snapshot = await store.ReadAsync([.. part.Select(PlainGitRefs.Statuses)], cancellationToken);
            foreach (var commit in part)
            {
                statuses[commit] = snapshot.FindStatuses(commit)?.Statuses ?? [];
            }
        }

        return statuses;
    }

    public async Task ReportAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken)
    {
        if (StatusesDocument.Objection(status) is { } objection)
        {
            throw new PromotionException(
                FailureKind.Configuration,
                $"The status of commit {commit.Abbreviated} was not set: {objection}."
            );
        }

        var name = PlainGitRefs.Statuses(commit);
        var what = $"The status of commit {commit.Abbreviated} was not set";
        Backoff backoff = new(time, WaitLimits.ConcurrentChange);
        while (!await TryReportAsync(name, commit, status, cancellationToken))
        {
            if (!await backoff.TryPauseAsync(new Wait.ForOtherRuns(what), cancellationToken))
            {
                throw PlainGitFailures.Contended(what, WaitLimits.ConcurrentChange);
            }
        }
    }

    /// <returns>Whether the commit has the status; false where another run was faster.</returns>
    private async Task<bool> TryReportAsync(
        string name,
        CommitSha commit,
        CommitStatus status,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await store.ReadAsync([name], cancellationToken);
        var old = snapshot.FindStatuses(commit) ?? new StatusesDocument(commit, []);
        if (old.Statuses.Contains(status))
        {
            return true;
        }

        var previous = snapshot.Find(name);
        var state = await store.WriteAsync(old.With(status), status, previous, cancellationToken);
        RefUpdate update = new(name, state, previous);
        return await repository.Remote.PushAsync([update], cancellationToken) is PushResult.Accepted;
    }
}
