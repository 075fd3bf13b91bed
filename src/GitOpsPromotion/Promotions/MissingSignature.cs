using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Warns if a pull request cannot be merged because its commit is not signed. The forge only says that merging is blocked.</summary>
internal static class MissingSignature
{
    /// <param name="repository">Where the commit was written.</param>
    /// <param name="pullRequest">The new pull request.</param>
    /// <param name="head">Its commit.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<PromotionWarning?> FindAsync(
        GitRepository repository,
        PullRequest pullRequest,
        CommitSha head,
        CancellationToken cancellationToken
    ) =>
        pullRequest is { RequiresSignatures: true, State: PullRequestState.Open }
        && await repository.FindCommitAsync(head, cancellationToken) is { IsSigned: false }
            ? new(
                $"branch '{pullRequest.TargetBranch}' requires signed commits, and commit {head.Abbreviated} has no signature, so "
                    + $"pull request {pullRequest.Number} cannot be merged: let git sign commits (commit.gpgsign) with a key that the forge knows"
            )
            : null;
}
