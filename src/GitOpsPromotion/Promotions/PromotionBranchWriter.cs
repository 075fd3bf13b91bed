using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Writes the commit of a promotion, and reads what is on its branch before.</summary>
internal sealed class PromotionBranchWriter(GitRepository repository, BaseSnapshot snapshot, bool discardsCommits)
{
    /// <summary>Whether the commit at the tip of the branch is exactly this change. Fetches it.</summary>
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

    /// <summary>The unrelated commits that replacing the branch discards; null if it has only another promotion of the app.</summary>
    /// <exception cref="PromotionException">There are such commits, and they are not to be discarded.</exception>
    public async Task<UnrelatedCommits?> FindUnrelatedAsync(
        Promotion promotion,
        PromotionPlan.Change change,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        var found = await new UnrelatedCommitFinder(repository, promotion.Policy, snapshot).FindAsync(
            tip,
            cancellationToken
        );
        return found is null || discardsCommits
            ? found
            : throw new PromotionException(
                FailureKind.Rejected,
                $"{promotion.Title}: not done, because branch '{change.Branch}' has more than versions of {promotion.Policy}: "
                    + $"up to commit {found.Tip.Abbreviated} ({found.Subject}) it {found.Changes}."
            )
            {
                Hint =
                    "Move these changes to a branch of their own, or run the command again with --discard-commits, which replaces the branch.",
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
