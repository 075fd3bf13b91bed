using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Recognises pull requests that somebody merged with <c>git merge</c> and <c>git push</c>.</summary>
internal sealed class PlainGitHandMerge(GitRepository repository)
{
    private readonly PlainGitStore store = new(repository);

    /// <summary>The pull request that <paramref name="commit"/> of <paramref name="target"/> merged, or null.</summary>
    public async Task<PullRequestDocument?> FindAsync(
        CommitSha commit,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await store.ReadAsync([PlainGitRefs.AllOpen, target.Ref], cancellationToken);
        if (snapshot.Find(target) is not { } tip || snapshot.Messages.Count == 0)
        {
            return null;
        }

        await repository.Remote.FetchAsync([commit], cancellationToken);
        var content = await repository.FindCommitAsync(commit, cancellationToken);
        CommitSha[] brought = [commit, .. content?.Parents.Skip(1) ?? []];
        var document = snapshot.OpenPullRequests.FirstOrDefault(document =>
            document.Target == target && brought.Contains(document.Head)
        );

        return
            document is not null
            && await repository.GetAncestryPathAsync(commit, tip, cancellationToken) is { Count: > 0 }
            ? document with
            {
                MergeCommit = commit,
            }
            : null;
    }

    /// <summary>
    /// The commit on the own line (first parents) of the branch with that tip that brought a commit to it; null where
    /// it has not come.
    /// </summary>
    public async Task<CommitSha?> FindArrivalAsync(CommitSha commit, CommitSha tip, CancellationToken cancellationToken)
    {
        var descendants = (await repository.GetAncestryPathAsync(commit, tip, cancellationToken)).ToHashSet();
        CommitSha? arrival = null;
        for (var next = tip; next is not null && descendants.Contains(next); )
        {
            arrival = next;
            next = await repository.FindCommitAsync(next, cancellationToken) is { Parents: [var first, ..] }
                ? first
                : null;
        }

        return arrival;
    }
}
