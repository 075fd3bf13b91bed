using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Tells which of two promotions on one branch is the newer one.</summary>
internal sealed class PromotionOrder(GitRepository repository)
{
    /// <summary>Whether an open pull request on the promotion's branch is for a newer promotion than that.</summary>
    /// <exception cref="PromotionException">The default branch has moved meanwhile: stale.</exception>
    public async Task<bool> IsNewerAsync(
        PullRequest open,
        Promotion promotion,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        if (PromotionMetadata.Parse(open.Description) is not ParsedMetadata.Valid(var metadata))
        {
            return false;
        }

        // A version leaves the branch to others when it is merged. What is on the way to an earlier environment than
        // the version that goes on was started after that, from whatever commit.
        if (new EnvironmentOrder(at.Configuration).IsEarlier(metadata.Environment, promotion.Environment))
        {
            return true;
        }

        return metadata.SourceCommit is { } source
            && source != promotion.SourceCommit
            && await IsLaterAsync(source, promotion, at, cancellationToken);
    }

    private async Task<bool> IsLaterAsync(
        CommitSha source,
        Promotion promotion,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        if (
            (await repository.GetAncestryPathAsync(promotion.SourceCommit, at.Commit, cancellationToken)).Contains(
                source
            )
        )
        {
            return true;
        }

        // A commit that is not on the branch as it was read may have come since.
        if (
            (await repository.GetAncestryPathAsync(source, at.Commit, cancellationToken)).Count == 0
            && await BaseSnapshotReader.ReadTipAsync(repository, at.Branch, cancellationToken) != at.Commit
        )
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{promotion.Title}: not done, because branch '{at.Branch}' moved at the same time, again and again."
            )
            {
                Hint = "Run the command again.",
                IsStale = true,
            };
        }

        return false;
    }
}
