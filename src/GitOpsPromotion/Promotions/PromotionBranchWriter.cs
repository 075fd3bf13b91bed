using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Writes the commit of a promotion, and looks at what is on its branch before.</summary>
internal sealed class PromotionBranchWriter(GitRepository repository, BaseSnapshot at, bool discardsCommits)
{
    /// <summary>Whether the commit at the tip of the branch is this very change. Fetches it.</summary>
    public async Task<bool> IsWrittenAsync(
        PromotionPlan.Change change,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        await repository.Remote.FetchAsync([tip], cancellationToken);
        return await repository.FindCommitAsync(tip, cancellationToken) is { } existing
            && existing.Parents.SequenceEqual([change.Base])
            && existing.Message.TrimEnd() == change.Title
            && existing.Tree
                == await repository.ComputeTreeIdAsync(
                    change.Base,
                    PromotedTree.Encode(change.Rewrites),
                    cancellationToken
                );
    }

    /// <summary>What replacing the branch discards; null where that is another promotion of the app only.</summary>
    /// <exception cref="PromotionException">It holds somebody's work, which is not to be discarded.</exception>
    public async Task<UnrelatedCommits?> FindWorkAsync(
        Promotion promotion,
        PromotionPlan.Change change,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        var work = await new UnrelatedCommitFinder(repository, promotion.Policy, at).FindAsync(tip, cancellationToken);
        return work is null || discardsCommits
            ? work
            : throw new PromotionException(
                FailureKind.Rejected,
                $"{promotion.Title}: not done, because branch '{change.Branch}' holds more than versions of {promotion.Policy}: "
                    + $"up to commit {work.Tip.Abbreviated} ({work.Subject}) it {work.Changes}."
            )
            {
                Hint =
                    "Take these changes to a branch of their own, or run the command again with --discard-commits, which replaces the branch.",
            };
    }

    public Task<string> WriteTreeAsync(PromotionPlan.Change change, CancellationToken cancellationToken) =>
        repository.WriteTreeAsync(change.Base, PromotedTree.Encode(change.Rewrites), cancellationToken);

    public async Task<CommitSha> CommitAsync(PromotionPlan.Change change, CancellationToken cancellationToken) =>
        await repository.CommitAsync(
            await WriteTreeAsync(change, cancellationToken),
            [change.Base],
            change.Title,
            cancellationToken
        );
}
