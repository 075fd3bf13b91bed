using System.Globalization;
using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed partial class GitHubProviderTests : LoopbackGitHubTest
{
    [Fact]
    public async Task Opens_a_pull_request_with_auto_merge_with_four_requests()
    {
        var opened = await OpenAsync(await PushAsync("1.0"));

        opened.AutoMerge.Should().BeTrue();
        GitHub.ApiRequests.Should().HaveCount(4);
    }

    [Fact]
    public async Task Shortens_a_title_that_GitHub_would_not_take_and_knows_it_again()
    {
        var head = await Forge.PushAsync(Branch, "webui.yaml", "1.0");
        var draft = Draft(head, MergeMode.Manual) with { Title = $"Promote {new string('x', 300)}" };

        var opened = await Provider.OpenPullRequestAsync(draft, open: null, CancellationToken.None);
        var again = await Provider.OpenPullRequestAsync(draft, opened, CancellationToken.None);

        opened.Title.Should().HaveLength(256).And.StartWith("Promote xxx").And.EndWith("x…");
        again.Should().Be(opened);
        Forge.Repository.PullRequest(opened.Number).Title.Should().Be(opened.Title);
    }

    [Fact]
    public async Task Changes_nothing_with_two_requests()
    {
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head);
        var before = GitHub.ApiRequests.Count();

        (await OpenAsync(head)).Should().Be(opened);

        (GitHub.ApiRequests.Count() - before).Should().Be(2);
    }

    [Fact]
    public async Task Asks_for_the_statuses_of_any_number_of_commits_once()
    {
        CommitSha[] commits =
        [
            .. Enumerable
                .Range(1, 30)
                .Select(number => CommitSha.Parse(number.ToString("x40", CultureInfo.InvariantCulture))),
            CommitSha.Parse(Forge.Repository.Remote.Resolve("main")),
        ];
        Forge.Repository.SetStatus(commits[^1].Value, "kustomization/webshop-dev", "success", "well");
        Forge.Repository.AddCheckRun(commits[^1].Value, "kustomization/webshop-qa");

        var statuses = await Provider.GetStatusesAsync(commits, DateTimeOffset.MaxValue, CancellationToken.None);

        statuses[commits[^1]]
            .Should()
            .Equal(new CommitStatus("kustomization/webshop-dev", CommitStatusState.Success, "well"));
        statuses[commits[0]].Should().BeEmpty();
        GitHub.ApiRequests.Should().ContainSingle();
    }

    [Fact]
    public async Task Reads_the_statuses_of_a_busy_commit()
    {
        var commit = CommitSha.Parse(Forge.Repository.Remote.Resolve("main"));
        foreach (var number in Enumerable.Range(1, 150))
        {
            Forge.Repository.SetStatus(commit.Value, string.Create(CultureInfo.InvariantCulture, $"ci/{number}"));
        }

        var first = await Provider.GetStatusesAsync([commit], DateTimeOffset.MaxValue, CancellationToken.None);
        Forge.Repository.SetStatus(commit.Value, "ci/1", "failure");
        var second = await Provider.GetStatusesAsync([commit], DateTimeOffset.MaxValue, CancellationToken.None);

        first[commit].Should().HaveCount(150).And.OnlyContain(status => status.State == CommitStatusState.Success);
        second[commit]
            .Should()
            .HaveCount(150)
            .And.ContainSingle(status => status.State == CommitStatusState.Failure && status.Context == "ci/1");
    }

    [Fact]
    public async Task Finds_its_pull_request_among_many()
    {
        Forge.Repository.Seed(open: 60);
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head, MergeMode.Manual);
        Forge.Repository.Seed(closed: 300);
        var merged = await Forge.ConnectAsync();

        (await FindOpenAsync()).Should().Be(opened);
        (await Provider.GetOpenPullRequestsAsync(Forge.DefaultBranch, CancellationToken.None)).Should().HaveCount(61);
        await Forge.CompleteCheckAsync(head);
        var commit = (await MergeAsync(opened)).MergeCommit!;
        (await merged.FindMergedPullRequestAsync(commit, Forge.DefaultBranch, CancellationToken.None))!
            .Number.Should()
            .Be(opened.Number);
    }

    [Fact]
    public async Task Takes_no_pull_request_of_a_fork_for_its_own()
    {
        var head = await PushAsync("1.0");
        var fork = Forge.Repository.OpenFromFork(Branch.Value, head.Value);

        (await FindOpenAsync()).Should().BeNull();
        (await OpenAsync(head)).Number.Should().NotBe(fork.Number);
        (await Provider.GetOpenPullRequestsAsync(Forge.DefaultBranch, CancellationToken.None)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Is_not_misled_by_what_GitHub_has_not_noticed_yet()
    {
        GitHub.Lag.HeadReads = 3;
        GitHub.Lag.MergeableReads = 3;
        await OpenAsync(await PushAsync("1.0"), MergeMode.Manual);
        var head = await PushAsync("2.0");

        var opened = await OpenAsync(head);

        opened.Head.Should().Be(head);
        opened.AutoMerge.Should().BeTrue();
        await Forge.CompleteCheckAsync(head);
        await Forge.SettleAsync();
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("2.0");
    }

    [Fact]
    public async Task Works_on_in_a_repository_that_was_renamed()
    {
        var head = await PushAsync("1.0");
        Forge.Repository.Rename("acme/deployments");

        var opened = await OpenAsync(head);

        opened.AutoMerge.Should().BeTrue();
        (await FindOpenAsync()).Should().Be(opened);
    }

    [Fact]
    public async Task Finds_its_pull_request_where_the_repository_has_another_owner()
    {
        var opened = await OpenAsync(await PushAsync("1.0"));
        Forge.Repository.Rename("umbrella/gitops");

        (await FindOpenAsync())
            .Should()
            .BeEquivalentTo(
                new
                {
                    opened.Number,
                    opened.Head,
                    AutoMerge = true,
                }
            );
    }
}
