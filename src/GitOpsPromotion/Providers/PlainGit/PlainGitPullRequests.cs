using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Changes open pull requests. A change that comes too late is decided again from a fresh read.</summary>
internal sealed class PlainGitPullRequests(GitRepository repository, TimeProvider time)
{
    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitWriter writer = new(repository);
    private readonly PlainGitRetry retry = new(time);

    public Task<PullRequest> MergeAsync(
        PullRequest pullRequest,
        MergeNote? note,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "merge",
            pullRequest,
            (change, token) => writer.MergeAsync(change with { Note = note }, token),
            cancellationToken
        );

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

    private Task<PullRequest> ChangeAsync(
        string verb,
        PullRequest pullRequest,
        Func<PlainGitChange, CancellationToken, Task<PullRequest?>> carryOut,
        CancellationToken cancellationToken
    ) =>
        retry.UntilAcceptedAsync(
            $"{verb} pull request {pullRequest.Number}",
            PlainGitRetry.OfMerge,
            async token =>
            {
                var merged = PlainGitRefs.Merged(pullRequest.Number);
                var snapshot = await store.ReadAsync(
                    [
                        .. PlainGitRefs.Around(pullRequest.SourceBranch, pullRequest.TargetBranch, pullRequest.Head),
                        merged,
                    ],
                    token
                );

                if (snapshot.FindPullRequest(merged) is { } done)
                {
                    return done.ToPullRequest(done.Head);
                }

                if (
                    snapshot.FindPullRequest(PlainGitRefs.Open(pullRequest.SourceBranch)) is not { } old
                    || old.Number != pullRequest.Number
                    || old.Target != pullRequest.TargetBranch
                )
                {
                    throw new PromotionException(
                        FailureKind.Rejected,
                        $"Could not {verb} pull request {pullRequest.Number} from {pullRequest.SourceBranch}: it is no longer open."
                    )
                    {
                        Hint = "See what is open with: gitops-promotion list",
                        IsStale = true,
                    };
                }

                return snapshot.Find(pullRequest.SourceBranch) == pullRequest.Head
                    ? await carryOut(new(snapshot, old, old with { Head = pullRequest.Head }), token)
                    : throw PlainGitFailures.Moved(snapshot, pullRequest.SourceBranch, pullRequest.Head);
            },
            cancellationToken
        );
}
