using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Finds the newest pull request of a branch, in any state.</summary>
internal sealed class PlainGitNewest(GitRepository repository)
{
    // The refs of merged pull requests tell the number and not the branch, so each has to be fetched.
    private const int MaxMerged = 100;

    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitHandMerge handMerge = new(repository);

    /// <summary>Looks at what is open and at the newest merged ones: an older one is not found.</summary>
    public async Task<PullRequest?> FindAsync(BranchName source, BranchName target, CancellationToken cancellationToken)
    {
        var open = await store.ReadAsync([source.Ref, target.Ref, PlainGitRefs.Open(source)], cancellationToken);
        if (open.FindPullRequest(PlainGitRefs.Open(source)) is { } document && document.Target == target)
        {
            return await ReadStateAsync(open, document, cancellationToken);
        }

        var merged = await store.ReadRefsAsync([PlainGitRefs.AllMerged], cancellationToken);
        string[] names =
        [
            .. merged
                .Commits.Keys.Where(name => PlainGitRefs.NumberOf(name) > 0)
                .OrderByDescending(PlainGitRefs.NumberOf)
                .Take(MaxMerged),
        ];
        if (names.Length == 0)
        {
            return null;
        }

        var snapshot = await store.ReadAsync(names, cancellationToken);
        return
            names
                .Select(snapshot.FindPullRequest)
                .FirstOrDefault(found => found?.Source == source && found.Target == target)
                is { } done
            ? done.ToPullRequest(done.Head)
            : null;
    }

    /// <summary>A pull request whose branch is deleted is closed, unless somebody merged it with git before.</summary>
    private async Task<PullRequest> ReadStateAsync(
        PlainGitSnapshot snapshot,
        PullRequestDocument document,
        CancellationToken cancellationToken
    )
    {
        if (snapshot.Find(document.Source) is { } head)
        {
            return document.ToPullRequest(head);
        }

        return
            snapshot.Find(document.Target) is { } tip
            && await handMerge.FindArrivalAsync(document.Head, tip, cancellationToken) is { } arrival
            ? (document with { MergeCommit = arrival }).ToPullRequest(document.Head)
            : document.ToPullRequest(document.Head) with
            {
                State = PullRequestState.Closed,
            };
    }
}
