using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli;

/// <summary>What a command works with.</summary>
internal sealed record Workspace(GitRepository Repository, IGitProvider Provider, bool KnowsPullRequests)
    : IAsyncDisposable
{
    /// <summary>The commit at HEAD; an error in a repository without one.</summary>
    public async Task<CommitSha> HeadCommitAsync(CancellationToken cancellationToken) =>
        (await Repository.Checkout.GetHeadAsync(cancellationToken)).Commit
        ?? throw new PromotionException(FailureKind.Configuration, "HEAD names no commit: the repository is empty.")
        {
            Hint = "Check out the default branch of the GitOps repository first.",
        };

    public ValueTask DisposeAsync() => Repository.DisposeAsync();
}
