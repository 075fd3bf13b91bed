using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Decides what changes of pull requests. A change that comes too late is decided again from a fresh read.</summary>
internal sealed class PlainGitPullRequests(GitRepository repository, TimeProvider time)
{
    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitNumbers numbers = new(repository);
    private readonly PlainGitWriter writer = new(repository);
    private readonly PlainGitHandMerge handMerge = new(repository);
    private readonly PlainGitRetry retry = new(time);
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

    public async Task<PullRequest> OpenAsync(PullRequestDraft draft, CancellationToken cancellationToken)
    {
        var assumed = await AssumeAsync(draft, cancellationToken);
        return await retry.UntilAcceptedAsync(
            $"open a pull request from {draft.Source}",
            async token =>
            {
                var snapshot =
                    assumed
                    ?? await store.ReadAsync(
                        [.. RefsOf(draft.Source, draft.Target, draft.Head), PlainGitRefs.AllLast],
                        token
                    );
                assumed = null;

                var isThere = snapshot.Find(draft.Source) == draft.Head;
                if (FindMerged(snapshot, draft) is { } merged)
                {
                    if (isThere)
                    {
                        await writer.TakeBackAsync(draft.Source, draft.Head, token);
                    }

                    return merged;
                }

                return isThere
                    ? await TryOpenAsync(snapshot, draft, token)
                    : throw Moved(snapshot, draft.Source, draft.Head);
            },
            cancellationToken
        );
    }

    public Task<PullRequest> MergeAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        ChangeAsync("merge", pullRequest, writer.MergeAsync, cancellationToken);

    public Task<PullRequest> SwitchAutoMergeOffAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        ChangeAsync(
            "switch auto-merge off on",
            pullRequest,
            (change, token) => writer.SaveAsync(change with { New = change.New with { AutoMerge = false } }, token),
            cancellationToken
        );

    public Task<PullRequest> PassCheckAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        ChangeAsync(
            "pass the check of",
            pullRequest,
            (change, token) =>
            {
                change = change with { New = change.New with { CheckedHead = pullRequest.Head } };
                return change.New.AutoMerge ? writer.MergeAsync(change, token) : writer.SaveAsync(change, token);
            },
            cancellationToken
        );

    /// <summary>
    /// Who opens a pull request has just looked whether there is one, and pushed: the first try needs no look at the
    /// remote, because the leases of its push find out whether anything else has changed. Null where that is not so, and
    /// where the target branch had moved by then: another run may have merged the very same commit.
    /// </summary>
    private async Task<PlainGitSnapshot?> AssumeAsync(PullRequestDraft draft, CancellationToken cancellationToken)
    {
        var read = lastRead;
        lastRead = null;
        return
            read is var (source, target, snapshot)
            && source == draft.Source
            && target == draft.Target
            && await repository.FindCommitAsync(draft.Head, cancellationToken) is { Parents: [var parent, ..] }
            && parent == snapshot.Find(target)
            ? snapshot.Assume(draft.Source, draft.Head)
            : null;
    }

    private async Task<PullRequest?> TryOpenAsync(
        PlainGitSnapshot snapshot,
        PullRequestDraft draft,
        CancellationToken cancellationToken
    )
    {
        var old = snapshot.FindPullRequest(PlainGitRefs.Open(draft.Source));
        if (old is not null && old.Target != draft.Target)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"No pull request was opened from {draft.Source} into {draft.Target}: "
                    + $"pull request {old.Number} from that branch is open into {old.Target}."
            )
            {
                Hint =
                    $"If nobody needs that one, forget it: git push origin --delete {PlainGitRefs.Open(draft.Source)}",
            };
        }

        PullRequestDocument? settled = null;
        if (
            old is not null
            && old.Head != draft.Head
            && snapshot.Find(draft.Target) is { } tip
            && await handMerge.FindArrivalAsync(old.Head, tip, cancellationToken) is { } arrival
        )
        {
            settled = old with { MergeCommit = arrival };
            old = null;
            snapshot = await store.AddAsync(snapshot, arrival, cancellationToken);
        }

        PullRequestDocument document = new(
            old?.Number ?? await numbers.GetNextAsync(snapshot, cancellationToken),
            draft.Source,
            draft.Target,
            draft.Head,
            draft.Title,
            draft.Body,
            AutoMerge: draft.Merging is not Merging.ByHand,
            CheckedHead: old?.CheckedHead == draft.Head ? draft.Head : null
        );
        PlainGitChange change = new(snapshot, old, document) { Settled = settled, CanRebuild = true };

        return
            draft.Merging is Merging.AtOnce || (draft.Merging is Merging.AfterCheck && document.CheckedHead is not null)
            ? await writer.MergeAsync(change, cancellationToken)
            : await writer.SaveAsync(change, cancellationToken);
    }

    private Task<PullRequest> ChangeAsync(
        string verb,
        PullRequest pullRequest,
        Func<PlainGitChange, CancellationToken, Task<PullRequest?>> carryOut,
        CancellationToken cancellationToken
    ) =>
        retry.UntilAcceptedAsync(
            $"{verb} pull request {pullRequest.Number}",
            async token =>
            {
                var merged = PlainGitRefs.Merged(pullRequest.Number);
                var snapshot = await store.ReadAsync(
                    [.. RefsOf(pullRequest.Source, pullRequest.Target, pullRequest.Head), merged],
                    token
                );

                if (snapshot.FindPullRequest(merged) is { } done)
                {
                    return done.ToPullRequest(done.Head);
                }

                if (
                    snapshot.FindPullRequest(PlainGitRefs.Open(pullRequest.Source)) is not { } old
                    || old.Number != pullRequest.Number
                    || old.Target != pullRequest.Target
                )
                {
                    throw new PromotionException(
                        FailureKind.Rejected,
                        $"Could not {verb} pull request {pullRequest.Number} from {pullRequest.Source}: it is no longer open."
                    )
                    {
                        Hint = "See what is open with: gitops-promotion list",
                        IsStale = true,
                    };
                }

                return snapshot.Find(pullRequest.Source) == pullRequest.Head
                    ? await carryOut(new(snapshot, old, old with { Head = pullRequest.Head }), token)
                    : throw Moved(snapshot, pullRequest.Source, pullRequest.Head);
            },
            cancellationToken
        );

    private static string[] RefsOf(BranchName source, BranchName target, CommitSha head) =>
        [source.Ref, target.Ref, PlainGitRefs.Open(source), PlainGitRefs.MergedCommit(head)];

    /// <summary>What merged at once in an earlier try, or by another run with the same commit, is done.</summary>
    private static PullRequest? FindMerged(PlainGitSnapshot snapshot, PullRequestDraft draft) =>
        snapshot.FindPullRequest(PlainGitRefs.MergedCommit(draft.Head)) is { } document
        && document.Head == draft.Head
        && document.Source == draft.Source
        && document.Target == draft.Target
            ? document.ToPullRequest(document.Head)
            : null;

    private static PromotionException Moved(PlainGitSnapshot snapshot, BranchName source, CommitSha head) =>
        new(
            FailureKind.Rejected,
            $"Branch {source} is no longer at commit {head.Abbreviated}: "
                + (snapshot.Find(source) is { } now ? $"it is at {now.Abbreviated}." : "it has been deleted.")
        )
        {
            Hint = "Somebody else changed it meanwhile. Run the command again to decide on what is there now.",
            IsStale = true,
        };
}
