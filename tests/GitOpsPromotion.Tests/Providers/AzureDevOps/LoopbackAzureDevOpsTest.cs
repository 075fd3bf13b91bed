using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>A provider on the loopback Azure DevOps, whose default branch requires the promotion check.</summary>
public abstract class LoopbackAzureDevOpsTest : IAsyncLifetime
{
    private protected static readonly BranchName Branch = BranchName.Parse("promote/webshop-webui");

    private protected AzureDevOpsProviderForge Forge { get; private set; } = null!;

    private protected AzureDevOpsForge AzureDevOps => Forge.AzureDevOps;

    private protected IGitProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Forge = await AzureDevOpsProviderForge.StartAsync();
        await Forge.RequireCheckAsync();
        Provider = await Forge.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Forge.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<CommitSha> PushAsync(string version) => Forge.PushAsync(Branch, "webui.yaml", version);

    private protected PullRequestDraft Draft(CommitSha head, Merging merging = Merging.AfterCheck) =>
        new(Branch, Forge.DefaultBranch, head, "Promote webshop/webui", "What and why.", merging);

    /// <summary>As <c>new</c> and <c>promote</c> do: looks, and opens.</summary>
    private protected async Task<PullRequest> OpenAsync(CommitSha head, Merging merging = Merging.AfterCheck)
    {
        var open = await FindOpenAsync();
        return await Provider.OpenPullRequestAsync(Draft(head, merging), open, CancellationToken.None);
    }

    private protected Task<PullRequest?> FindOpenAsync() =>
        Provider.FindOpenPullRequestAsync(Branch, Forge.DefaultBranch, CancellationToken.None);

    private protected Task<PullRequest?> FindMergedAsync(CommitSha commit) =>
        Provider.FindMergedPullRequestAsync(commit, Forge.DefaultBranch, CancellationToken.None);

    private protected Task<PullRequest> MergeAsync(PullRequest pullRequest) =>
        Provider.MergePullRequestAsync(pullRequest, CancellationToken.None);

    private protected static async Task<PromotionException> FailureOf(Func<Task> action) =>
        (await action.Should().ThrowAsync<PromotionException>()).Which;
}
