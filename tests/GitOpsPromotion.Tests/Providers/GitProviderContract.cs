using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>What every provider does, each on its forge.</summary>
public abstract partial class GitProviderContract : IAsyncLifetime
{
    private static readonly BranchName Branch = BranchName.Parse("promote/webshop-webui");
    private static readonly BranchName OtherBranch = BranchName.Parse("promote/webshop-cart");

    private IProviderForge forge = null!;
    private IGitProvider provider = null!;

    /// <summary>Whether a merge makes a commit whose message is the provider's to write.</summary>
    protected virtual bool MergesHaveMessages => true;

    protected abstract Task<IProviderForge> CreateForgeAsync();

    public async ValueTask InitializeAsync()
    {
        forge = await CreateForgeAsync();
        provider = await forge.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await forge.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Finds_no_pull_request_where_none_is()
    {
        var head = await PushAsync(Branch, "1.0");

        (await FindOpenAsync(Branch)).Should().BeNull();
        (await FindMergedAsync(head)).Should().BeNull();
        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Opens_a_pull_request()
    {
        var head = await PushAsync(Branch, "1.0");

        var opened = await OpenAsync(Draft(head) with { Title = "Promote it", Description = "From 0.9 to 1.0." });

        opened.Number.Should().BePositive();
        opened.SourceBranch.Should().Be(Branch);
        opened.TargetBranch.Should().Be(forge.DefaultBranch);
        opened.Head.Should().Be(head);
        opened.Title.Should().Be("Promote it");
        opened.Description.Should().Be("From 0.9 to 1.0.");
        opened.State.Should().Be(PullRequestState.Open);
        opened.AutoMerge.Should().BeFalse();
        opened.MergeCommit.Should().BeNull();
    }

    [Fact]
    public async Task Finds_what_another_job_has_opened()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var elsewhere = await forge.ConnectAsync();

        var found = await elsewhere.FindOpenPullRequestAsync(Branch, forge.DefaultBranch, CancellationToken.None);

        found.Should().Be(opened);
    }

    [Fact]
    public async Task Finds_no_pull_request_into_another_branch()
    {
        await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var other = BranchName.Parse("release/1");

        (await provider.FindOpenPullRequestAsync(Branch, other, CancellationToken.None)).Should().BeNull();
        (await provider.GetOpenPullRequestsAsync(other, CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Brings_an_open_pull_request_up_to_date()
    {
        var first = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var head = await PushAsync(Branch, "2.0");

        var second = await OpenAsync(Draft(head) with { Title = "Newer", Description = "To 2.0." }, first);

        second.Should().Be(first with { Head = head, Title = "Newer", Description = "To 2.0." });
        (await FindOpenAsync(Branch)).Should().Be(second);
    }

    [Fact]
    public async Task Opens_the_same_pull_request_only_once()
    {
        var draft = Draft(await PushAsync(Branch, "1.0"));
        var first = await OpenAsync(draft);

        (await OpenAsync(draft, first)).Should().Be(first);
        (await OpenAsync(draft)).Should().Be(first);
        (await ListAsync()).Should().Equal(first);
    }

    [Fact]
    public async Task Does_not_open_a_pull_request_for_a_commit_that_the_branch_has_left()
    {
        var old = await PushAsync(Branch, "1.0");
        await PushAsync(Branch, "2.0");

        var open = () => OpenAsync(Draft(old));

        (await open.Should().ThrowAsync<PromotionException>()).Which.IsStale.Should().BeTrue();
        (await FindOpenAsync(Branch)).Should().BeNull();
    }

    [Fact]
    public async Task Shows_the_commit_that_somebody_pushed_since()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));

        var head = await PushAsync(Branch, "2.0");

        (await FindOpenAsync(Branch)).Should().Be(opened with { Head = head });
        (await ListAsync()).Should().Equal(opened with { Head = head });
    }

    private Task<PullRequest?> FindNewestAsync(BranchName branch) =>
        provider.FindNewestPullRequestAsync(branch, forge.DefaultBranch, CancellationToken.None);

    private DesiredPullRequest Draft(CommitSha head) =>
        new(Branch, forge.DefaultBranch, head, "Promote webshop/webui", "What and why.", MergeMode.Manual);

    private Task<CommitSha> PushAsync(BranchName branch, string version) =>
        forge.PushAsync(branch, "webui.yaml", version);

    private Task<PullRequest> OpenAsync(DesiredPullRequest draft, PullRequest? open = null) =>
        provider.OpenPullRequestAsync(draft, open, CancellationToken.None);

    private Task<PullRequest?> FindOpenAsync(BranchName branch) =>
        provider.FindOpenPullRequestAsync(branch, forge.DefaultBranch, CancellationToken.None);

    private Task<PullRequest?> FindMergedAsync(CommitSha commit) =>
        provider.FindMergedPullRequestAsync(commit, forge.DefaultBranch, CancellationToken.None);

    private Task<IReadOnlyList<PullRequest>> ListAsync() =>
        provider.GetOpenPullRequestsAsync(forge.DefaultBranch, CancellationToken.None);

    private Task<PullRequest> MergeAsync(PullRequest pullRequest) =>
        provider.MergePullRequestAsync(pullRequest, CancellationToken.None);

    private async Task PassCheckAsync(PullRequest pullRequest)
    {
        await provider.PassCheckAsync(pullRequest, CancellationToken.None);
        await forge.CompleteCheckAsync(pullRequest.Head);
        await forge.SettleAsync();
    }
}
