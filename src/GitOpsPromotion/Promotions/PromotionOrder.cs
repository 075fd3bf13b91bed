using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Determines which of two promotions on one branch is newer.</summary>
internal sealed class PromotionOrder(GitRepository repository)
{
    /// <summary>Whether the open pull request on the promotion's branch is newer than the promotion.</summary>
    /// <exception cref="PromotionException">The default branch has newer commits: stale.</exception>
    public async Task<bool> IsNewerAsync(
        PullRequest open,
        Promotion promotion,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        if (PromotionMetadata.Parse(open.Description) is not ParsedMetadata.Valid(var metadata))
        {
            return false;
        }

        // A merged version no longer needs the branch. A promotion to an earlier environment was started after that
        // merge, whatever its source commit.
        if (new EnvironmentOrder(snapshot.Configuration).IsEarlier(metadata.Environment, promotion.Environment))
        {
            return true;
        }

        return metadata.SourceCommit is { } source
            && source != promotion.SourceCommit
            && await IsLaterAsync(source, promotion, snapshot, cancellationToken);
    }

    private async Task<bool> IsLaterAsync(
        CommitSha source,
        Promotion promotion,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        if (
            (
                await repository.GetAncestryPathAsync(promotion.SourceCommit, snapshot.Commit, cancellationToken)
            ).Contains(source)
        )
        {
            return true;
        }

        // A commit that is not on the branch may be newer than what was read.
        if (
            (await repository.GetAncestryPathAsync(source, snapshot.Commit, cancellationToken)).Count == 0
            && await BaseSnapshotReader.ReadTipAsync(repository, snapshot.Branch, cancellationToken) != snapshot.Commit
        )
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{promotion.Title}: not done, because branch '{snapshot.Branch}' kept changing at the same time."
            )
            {
                Hint = "Run the command again.",
                IsStale = true,
            };
        }

        return false;
    }
}
