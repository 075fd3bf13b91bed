using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>A provider on a forge on loopback, whose default branch requires the promotion check.</summary>
public abstract class LoopbackTest : IAsyncLifetime
{
    private protected static readonly BranchName Branch = BranchName.Parse("promote/webshop-webui");

    private protected IProviderForge AnyForge { get; private set; } = null!;

    private protected IGitProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        AnyForge = await StartAsync();
        await AnyForge.RequireCheckAsync();
        Provider = await AnyForge.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await AnyForge.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IProviderForge> StartAsync();

    private protected Task<CommitSha> PushAsync(string version) => AnyForge.PushAsync(Branch, "webui.yaml", version);

    private protected DesiredPullRequest Draft(CommitSha head, MergeMode merging = MergeMode.AfterCheck) =>
        new(Branch, AnyForge.DefaultBranch, head, "Promote webshop/webui", "What and why.", merging);

    /// <summary>As <c>new</c> and <c>promote</c> do: looks, and opens.</summary>
    private protected Task<PullRequest> OpenAsync(CommitSha head, MergeMode merging = MergeMode.AfterCheck) =>
        OpenAsync(Draft(head, merging));

    private protected async Task<PullRequest> OpenAsync(DesiredPullRequest draft)
    {
        var open = await Provider.FindOpenPullRequestAsync(
            draft.SourceBranch,
            draft.TargetBranch,
            CancellationToken.None
        );
        return await Provider.OpenPullRequestAsync(draft, open, CancellationToken.None);
    }

    private protected Task<PullRequest?> FindOpenAsync() =>
        Provider.FindOpenPullRequestAsync(Branch, AnyForge.DefaultBranch, CancellationToken.None);

    private protected Task<PullRequest?> FindMergedAsync(CommitSha commit) =>
        Provider.FindMergedPullRequestAsync(commit, AnyForge.DefaultBranch, CancellationToken.None);

    private protected Task<PullRequest> MergeAsync(PullRequest pullRequest) =>
        Provider.MergePullRequestAsync(pullRequest, CancellationToken.None);

    private protected static async Task<PromotionException> FailureOf(Func<Task> action) =>
        (await action.Should().ThrowAsync<PromotionException>()).Which;
}
