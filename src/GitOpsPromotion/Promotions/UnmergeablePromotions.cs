using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds open promotions whose branch cannot be merged into the default branch.</summary>
internal sealed class UnmergeablePromotions(GitRepository repository, IGitProvider provider)
{
    /// <param name="snapshot">The default branch.</param>
    /// <param name="open">Open promotions.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>By the number of the pull request, why it cannot be merged.</returns>
    public async Task<IReadOnlyDictionary<int, PromotionObstacle>> FindAsync(
        BaseSnapshot snapshot,
        IReadOnlyCollection<PullRequest> open,
        CancellationToken cancellationToken
    )
    {
        Dictionary<int, PromotionObstacle> found = [];
        var heads = await FindOutdatedAsync(
            snapshot,
            [.. open.Select(pullRequest => pullRequest.Head)],
            cancellationToken
        );
        List<PullRequest> outdated = [.. open.Where(pullRequest => heads.Contains(pullRequest.Head))];
        if (outdated.Count == 0)
        {
            return found;
        }

        foreach (var number in await provider.FindBehindAsync(snapshot.Branch, outdated, cancellationToken))
        {
            found[number] = PromotionObstacle.Behind;
        }

        foreach (var pullRequest in outdated)
        {
            if (
                await repository.MergeAsync(snapshot.Commit, pullRequest.Head, cancellationToken)
                is MergeResult.Conflict
            )
            {
                found[pullRequest.Number] = PromotionObstacle.Conflict;
            }
        }

        return found;
    }

    /// <summary>The heads of branches that are not directly on top of the default branch, from git alone.</summary>
    public async Task<IReadOnlySet<CommitSha>> FindOutdatedAsync(
        BaseSnapshot snapshot,
        IReadOnlyCollection<CommitSha> heads,
        CancellationToken cancellationToken
    )
    {
        HashSet<CommitSha> outdated = [];
        try
        {
            await repository.Remote.FetchAsync(heads, cancellationToken);
        }
        catch (PromotionException gone) when (gone.Kind is FailureKind.Rejected)
        {
            // A branch that was just merged or pushed is skipped below.
        }

        foreach (var head in heads)
        {
            if (
                await repository.FindCommitAsync(head, cancellationToken) is { } commit
                && !commit.Parents.Contains(snapshot.Commit)
            )
            {
                outdated.Add(head);
            }
        }

        return outdated;
    }
}
