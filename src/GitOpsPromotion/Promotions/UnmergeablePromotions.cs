using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds open promotions whose branch cannot be merged into the default branch as it is now.</summary>
internal sealed class UnmergeablePromotions(GitRepository repository, IGitProvider provider)
{
    /// <param name="at">The default branch.</param>
    /// <param name="open">Open promotions.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>By the number of the pull request, what keeps it from being merged.</returns>
    public async Task<IReadOnlyDictionary<int, PromotionObstacle>> FindAsync(
        BaseSnapshot at,
        IReadOnlyCollection<PullRequest> open,
        CancellationToken cancellationToken
    )
    {
        Dictionary<int, PromotionObstacle> found = [];
        var heads = await FindOutdatedAsync(at, [.. open.Select(one => one.Head)], cancellationToken);
        List<PullRequest> outdated = [.. open.Where(one => heads.Contains(one.Head))];
        if (outdated.Count == 0)
        {
            return found;
        }

        foreach (var number in await provider.FindBehindAsync(at.Branch, outdated, cancellationToken))
        {
            found[number] = PromotionObstacle.Behind;
        }

        foreach (var pullRequest in outdated)
        {
            if (await repository.MergeAsync(at.Commit, pullRequest.Head, cancellationToken) is MergeResult.Conflict)
            {
                found[pullRequest.Number] = PromotionObstacle.Conflict;
            }
        }

        return found;
    }

    /// <summary>Those heads of branches that are not right on top of the default branch. Asks git only.</summary>
    public async Task<IReadOnlySet<CommitSha>> FindOutdatedAsync(
        BaseSnapshot at,
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
            // A branch that was merged or moved in this moment is left out below.
        }

        foreach (var head in heads)
        {
            if (
                await repository.FindCommitAsync(head, cancellationToken) is { } commit
                && !commit.Parents.Contains(at.Commit)
            )
            {
                outdated.Add(head);
            }
        }

        return outdated;
    }
}
