using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>A remote with one promotion branch, and a provider in a clone of it.</summary>
public abstract class PlainGitTest : IAsyncLifetime
{
    private protected static readonly BranchName Branch = BranchName.Parse("promote/webshop-webui");
    private protected static readonly BranchName Main = BranchName.Parse("main");

    private protected PlainGitForge Forge { get; } = new();

    private protected PlainGitProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Provider = await Forge.ConnectAsync(options: []);

    public async ValueTask DisposeAsync()
    {
        await Forge.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static DesiredPullRequest Draft(CommitSha head, MergeMode merging = MergeMode.Manual) =>
        new(Branch, Main, head, "Promote webshop/webui", "What and why.", merging);

    private protected Task<PullRequest> OpenAsync(DesiredPullRequest draft) =>
        Provider.OpenPullRequestAsync(draft, open: null, CancellationToken.None);

    private protected Task<PullRequest?> FindOpenAsync() =>
        Provider.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);

    private protected Task<PullRequest?> FindMergedAsync(CommitSha commit) =>
        ((IGitProvider)Provider).FindMergedPullRequestAsync(commit, Main, CancellationToken.None);

    private protected Task<PullRequest> MergeAsync(PullRequest pullRequest) =>
        Provider.MergePullRequestAsync(pullRequest, note: null, CancellationToken.None);

    /// <summary>The refs that hold state, without their common beginning.</summary>
    private protected string[] States() =>
        [
            .. Forge
                .Remote.Git("for-each-ref", "--format=%(refname)", "refs/gitops-promotion")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => name["refs/gitops-promotion/".Length..]),
        ];

    private protected CommitSha Tip() => CommitSha.Parse(Forge.Remote.Resolve(Main.Ref));

    private protected static async Task<PromotionException> FailureOf(Func<Task> action) =>
        (await action.Should().ThrowAsync<PromotionException>()).Which;
}
