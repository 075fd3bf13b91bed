using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Opens pull requests, and brings open ones up to date.</summary>
internal sealed class PlainGitOpening(GitRepository repository, TimeProvider time)
{
    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitNumbers numbers = new(repository);
    private readonly PlainGitWriter writer = new(repository);
    private readonly PlainGitHandMerge handMerge = new(repository);
    private readonly PlainGitRetry retry = new(time);

    // Spares the next opening a look at the remote. Whatever it says, leases hold it to what is there.
    private (BranchName Source, BranchName Target, PlainGitSnapshot Snapshot)? lastRead;

    /// <summary>Reads all that finding and opening the pull request of a branch rest on.</summary>
    public async Task<PlainGitSnapshot> ReadAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await store.ReadAsync(
            [source.Ref, target.Ref, PlainGitRefs.Open(source), PlainGitRefs.AllLast],
            cancellationToken
        );
        lastRead = (source, target, snapshot);
        return snapshot;
    }

    public async Task<PullRequest> OpenAsync(DesiredPullRequest draft, CancellationToken cancellationToken)
    {
        var assumed = await AssumeAsync(draft, cancellationToken);
        var attempts = 0;
        return await retry.UntilAcceptedAsync(
            $"open a pull request from {draft.SourceBranch}",
            draft.MergeMode is MergeMode.Immediately ? PlainGitRetry.OfMerge : PlainGitRetry.OfChange,
            async token =>
            {
                var snapshot =
                    assumed
                    ?? await store.ReadAsync(
                        [
                            .. PlainGitRefs.Around(draft.SourceBranch, draft.TargetBranch, draft.Head),
                            PlainGitRefs.AllLast,
                        ],
                        token
                    );
                assumed = null;

                var isThere = snapshot.Find(draft.SourceBranch) == draft.Head;
                if (FindMerged(snapshot, draft) is { } merged)
                {
                    if (isThere)
                    {
                        await writer.TakeBackAsync(draft.SourceBranch, draft.Head, token);
                    }

                    return merged;
                }

                // What merges at once has to wait for its turn anyway, and can do so with the next number.
                var range = draft.MergeMode is MergeMode.Immediately ? 1 : PlainGitNumbers.RangeAfter(attempts++);
                return isThere
                    ? await TryOpenAsync(snapshot, draft, range, token)
                    : throw PlainGitFailures.Moved(snapshot, draft.SourceBranch, draft.Head);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Who opens a pull request has just looked whether there is one, and pushed: the first try needs no look at the
    /// remote, because the leases of its push find out whether anything else has changed. Null where that is not so, and
    /// where the target branch had moved by then: another run may have merged the very same commit.
    /// </summary>
    private async Task<PlainGitSnapshot?> AssumeAsync(DesiredPullRequest draft, CancellationToken cancellationToken)
    {
        var read = lastRead;
        lastRead = null;
        return
            read is var (source, target, snapshot)
            && source == draft.SourceBranch
            && target == draft.TargetBranch
            && await repository.FindCommitAsync(draft.Head, cancellationToken) is { Parents: [var parent, ..] }
            && parent == snapshot.Find(target)
            ? snapshot.Assume(draft.SourceBranch, draft.Head)
            : null;
    }

    private async Task<PullRequest?> TryOpenAsync(
        PlainGitSnapshot snapshot,
        DesiredPullRequest draft,
        int range,
        CancellationToken cancellationToken
    )
    {
        var old = snapshot.FindPullRequest(PlainGitRefs.Open(draft.SourceBranch));
        if (old is not null && old.Target != draft.TargetBranch)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"No pull request was opened from {draft.SourceBranch} into {draft.TargetBranch}: "
                    + $"pull request {old.Number} from that branch is open into {old.Target}."
            )
            {
                Hint =
                    $"If nobody needs that one, forget it: git push origin --delete {PlainGitRefs.Open(draft.SourceBranch)}",
            };
        }

        PullRequestDocument? settled = null;
        if (
            old is not null
            && old.Head != draft.Head
            && snapshot.Find(draft.TargetBranch) is { } tip
            && await handMerge.FindArrivalAsync(old.Head, tip, cancellationToken) is { } arrival
        )
        {
            settled = old with { MergeCommit = arrival };
            old = null;
            snapshot = await store.AddAsync(snapshot, arrival, cancellationToken);
        }

        PullRequestDocument document = new(
            old?.Number ?? await numbers.GetNextAsync(snapshot, draft.Head, range, cancellationToken),
            draft.SourceBranch,
            draft.TargetBranch,
            draft.Head,
            draft.Title,
            draft.Description,
            AutoMerge: draft.MergeMode is not MergeMode.Manual,
            CheckedHead: old?.CheckedHead == draft.Head ? draft.Head : null
        );
        PlainGitChange change = new(snapshot, old, document) { Settled = settled, CanRebuild = true };

        return
            draft.MergeMode is MergeMode.Immediately
            || (draft.MergeMode is MergeMode.AfterCheck && document.CheckedHead is not null)
            ? await writer.MergeAsync(change, cancellationToken)
            : await writer.SaveAsync(change, cancellationToken);
    }

    /// <summary>What merged at once in an earlier try, or by another run with the same commit, is done.</summary>
    private static PullRequest? FindMerged(PlainGitSnapshot snapshot, DesiredPullRequest draft) =>
        snapshot.FindPullRequest(PlainGitRefs.MergedCommit(draft.Head)) is { } document
        && document.Head == draft.Head
        && document.Source == draft.SourceBranch
        && document.Target == draft.TargetBranch
            ? document.ToPullRequest(document.Head)
            : null;
}
