using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Execution;

/// <summary>The repository and the provider of a command.</summary>
/// <param name="Repository">The clone that <c>--sourcedir</c> names.</param>
/// <param name="Provider">The provider of its remote.</param>
/// <param name="KnowsPullRequests">Whether the provider can be asked for pull requests: forges need a token for it.</param>
internal sealed record Workspace(GitRepository Repository, IGitProvider Provider, bool KnowsPullRequests)
    : IAsyncDisposable
{
    /// <summary>The commit at HEAD.</summary>
    /// <exception cref="PromotionException">The repository has no commit.</exception>
    public async Task<CommitSha> HeadCommitAsync(CancellationToken cancellationToken) =>
        (await Repository.Checkout.GetHeadAsync(cancellationToken)).Commit
        ?? throw new PromotionException(FailureKind.Configuration, "HEAD has no commit: the repository is empty.")
        {
            Hint = "Check out the default branch of the GitOps repository first.",
        };

    public ValueTask DisposeAsync() => Repository.DisposeAsync();
}
