using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Writes a change of a pull request in one atomic push.</summary>
internal sealed class PlainGitWriter(GitRepository repository)
{
    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitMerge merge = new(repository);

    /// <returns>The pull request after the push; null where the push was too late and changed nothing.</returns>
    public async Task<PullRequest?> SaveAsync(PlainGitChange change, CancellationToken cancellationToken)
    {
        if (change.New == change.Old)
        {
            return change.New.ToPullRequest(change.New.Head);
        }

        var state = await WriteAsync(change, change.New, cancellationToken);
        return await PushAsync(
            change,
            change.New,
            state,
            PlainGitPush.Open(change.Snapshot, change.New, state),
            cancellationToken
        );
    }

    /// <returns>The pull request after the push; null where the push was too late and changed nothing.</returns>
    public async Task<PullRequest?> MergeAsync(PlainGitChange change, CancellationToken cancellationToken)
    {
        var tip =
            change.Snapshot.Find(change.New.Target)
            ?? throw new PromotionException(
                FailureKind.Rejected,
                $"Pull request {change.New.Number} was not merged: the remote has no branch {change.New.Target}."
            );

        if (await merge.CommitAsync(change, tip, cancellationToken) is not var (commit, isNew))
        {
            throw await GiveUpAsync(change.New, cancellationToken);
        }

        if (!isNew)
        {
            change = change with { Snapshot = await store.AddAsync(change.Snapshot, commit, cancellationToken) };
        }

        var merged = change.New with { MergeCommit = commit };
        var state = await WriteAsync(change, merged, cancellationToken);
        return await PushAsync(
            change,
            merged,
            state,
            PlainGitPush.Merge(change.Snapshot, merged, state, isNew ? commit : null),
            cancellationToken
        );
    }

    /// <summary>Deletes a branch that was pushed for nothing, because another run has merged the same change.</summary>
    public Task TakeBackAsync(BranchName source, CommitSha head, CancellationToken cancellationToken) =>
        repository.Remote.PushAsync([new RefUpdate(source.Ref, New: null, Expected: head)], cancellationToken);

    private async Task<PromotionException> GiveUpAsync(
        PullRequestDocument document,
        CancellationToken cancellationToken
    )
    {
        await TakeBackAsync(document.Source, document.Head, cancellationToken);
        return new PromotionException(
            FailureKind.Rejected,
            $"No pull request was opened from {document.Source}: {document.Target} already contains this change."
        )
        {
            Hint = "It changed while the command ran. Run the command again.",
            IsStale = true,
        };
    }

    private Task<CommitSha> WriteAsync(
        PlainGitChange change,
        PullRequestDocument document,
        CancellationToken cancellationToken
    ) =>
        store.WriteAsync(
            document,
            change.Old is null ? null : change.Snapshot.Find(PlainGitRefs.Open(document.Source)),
            cancellationToken
        );

    private async Task<PullRequest?> PushAsync(
        PlainGitChange change,
        PullRequestDocument document,
        CommitSha state,
        IEnumerable<RefUpdate> updates,
        CancellationToken cancellationToken
    )
    {
        if (change.Old is null)
        {
            updates = updates.Concat(PlainGitPush.TakeNumber(change.Snapshot, document, state));
        }

        if (change.Merged is { } merged)
        {
            var previous = change.Snapshot.Find(PlainGitRefs.Open(merged.Source));
            var mergedState = await store.WriteAsync(merged, previous, cancellationToken);
            updates = updates.Concat(PlainGitPush.Remember(change.Snapshot, merged, mergedState));
        }

        return await repository.Remote.PushAsync([.. updates], cancellationToken) is PushResult.Accepted
            ? document.ToPullRequest(document.Head)
            : null;
    }
}
