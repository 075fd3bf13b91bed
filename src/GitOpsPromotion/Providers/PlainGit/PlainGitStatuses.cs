using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The statuses of commits.</summary>
internal sealed class PlainGitStatuses(GitRepository repository, TimeProvider time)
{
    // Keeps git's command line below the 32,767 characters that Windows allows.
    private const int CommitsAtOnce = 250;

    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitRetry retry = new(time);

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
        await retry.UntilAcceptedAsync(
            $"set the status of commit {commit.Abbreviated}",
            PlainGitRetry.OfChange,
            TryReportAsync,
            cancellationToken
        );

        async Task<StatusesDocument?> TryReportAsync(CancellationToken token)
        {
            var snapshot = await store.ReadAsync([name], token);
            var old = snapshot.FindStatuses(commit) ?? new StatusesDocument(commit, []);
            if (old.Statuses.Contains(status))
            {
                return old;
            }

            var previous = snapshot.Find(name);
            var document = old.With(status);
            RefUpdate update = new(name, await store.WriteAsync(document, status, previous, token), previous);
            return await repository.Remote.PushAsync([update], token) is PushResult.Accepted ? document : null;
        }
    }
}
