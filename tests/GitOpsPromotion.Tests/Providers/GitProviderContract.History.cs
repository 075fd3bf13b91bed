using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <remarks>Statuses, and pull requests that are no longer open.</remarks>
public abstract partial class GitProviderContract
{
    [Fact]
    public async Task Finds_the_pull_request_that_a_commit_came_from()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")) with { Description = "The state." });
        var merged = await MergeAsync(opened);
        var elsewhere = await forge.ConnectAsync();

        var found = await elsewhere.FindMergedPullRequestAsync(
            merged.MergeCommit!,
            forge.DefaultBranch,
            CancellationToken.None
        );

        found!.Number.Should().Be(opened.Number);
        found.State.Should().Be(PullRequestState.Merged);
        found.SourceBranch.Should().Be(Branch);
        found.Description.Should().Be("The state.");
        found.MergeCommit.Should().Be(merged.MergeCommit);
    }

    [Fact]
    public async Task Finds_no_pull_request_for_a_commit_that_was_pushed()
    {
        await MergeAsync(await OpenAsync(Draft(await PushAsync(Branch, "1.0"))));

        var pushed = await forge.PushAsync(forge.DefaultBranch, "other.yaml", "new");

        (await FindMergedAsync(pushed)).Should().BeNull();
    }

    [Fact]
    public async Task Opens_another_pull_request_from_the_branch_of_a_merged_one()
    {
        var first = await MergeAsync(await OpenAsync(Draft(await PushAsync(Branch, "1.0"))));

        var second = await OpenAsync(Draft(await PushAsync(Branch, "2.0")));

        second.Number.Should().NotBe(first.Number);
        (await ListAsync()).Should().Equal(second);
        (await FindMergedAsync(first.MergeCommit!))!.Number.Should().Be(first.Number);
    }

    [Fact]
    public async Task Opens_one_pull_request_for_two_jobs_at_once()
    {
        var draft = Draft(await PushAsync(Branch, "1.0"));
        var elsewhere = await forge.ConnectAsync();

        var opened = await Task.WhenAll(
            provider.OpenPullRequestAsync(draft, open: null, CancellationToken.None),
            elsewhere.OpenPullRequestAsync(draft, open: null, CancellationToken.None)
        );

        opened[0].Should().Be(opened[1]);
        (await ListAsync()).Should().Equal(opened[0]);
    }

    [Fact]
    public async Task Merges_once_for_two_jobs_at_once()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var elsewhere = await forge.ConnectAsync();

        var merged = await Task.WhenAll(
            provider.MergePullRequestAsync(opened, CancellationToken.None),
            elsewhere.MergePullRequestAsync(opened, CancellationToken.None)
        );

        merged[0].MergeCommit.Should().Be(merged[1].MergeCommit);
        (await forge.FindTipAsync(forge.DefaultBranch)).Should().Be(merged[0].MergeCommit);
    }

    [Fact]
    public async Task Reads_the_statuses_of_each_commit()
    {
        var first = await PushAsync(Branch, "1.0");
        var second = await PushAsync(OtherBranch, "2.0");
        CommitStatus status = new("kustomization/webshop-qa/1a2b3c4d", CommitStatusState.Success, "webshop-qa is well");
        await provider.ReportStatusAsync(first, status, CancellationToken.None);
        var elsewhere = await forge.ConnectAsync();

        var statuses = await elsewhere.GetStatusesAsync(
            [first, second],
            DateTimeOffset.MaxValue,
            CancellationToken.None
        );

        statuses.Should().HaveCount(2);
        statuses[first].Should().Equal(status);
        statuses[second].Should().BeEmpty();
    }

    [Fact]
    public async Task Reads_the_newest_status_of_each_context()
    {
        var commit = await PushAsync(Branch, "1.0");
        CommitStatus pending = new("kustomization/webshop-qa", CommitStatusState.Pending, "");
        var failed = pending with { State = CommitStatusState.Failure, Description = "did not start: 🔥" };
        CommitStatus other = new("ci", CommitStatusState.Success, "built");

        foreach (var status in (CommitStatus[])[pending, other, failed, failed])
        {
            await provider.ReportStatusAsync(commit, status, CancellationToken.None);
        }

        (await provider.GetStatusesAsync([commit], DateTimeOffset.MaxValue, CancellationToken.None))[commit]
            .Should()
            .BeEquivalentTo([failed, other]);
    }

    [Fact]
    public async Task Loses_no_status_that_two_jobs_report_at_once()
    {
        var commit = await PushAsync(Branch, "1.0");
        var elsewhere = await forge.ConnectAsync();
        CommitStatus here = new("kustomization/webshop-qa", CommitStatusState.Success, "");
        CommitStatus there = new("kustomization/webshop-dev", CommitStatusState.Failure, "");

        await Task.WhenAll(
            provider.ReportStatusAsync(commit, here, CancellationToken.None),
            elsewhere.ReportStatusAsync(commit, there, CancellationToken.None)
        );

        (await provider.GetStatusesAsync([commit], DateTimeOffset.MaxValue, CancellationToken.None))[commit]
            .Should()
            .BeEquivalentTo([here, there]);
    }

    [Fact]
    public async Task Finds_the_newest_pull_request_of_a_branch_whatever_its_state()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")) with { Description = "The state." });

        (await FindNewestAsync(Branch)).Should().Be(opened);
        (await FindNewestAsync(OtherBranch)).Should().BeNull();

        var merged = await MergeAsync(opened);
        await forge.DeleteAsync(Branch);
        var found = await FindNewestAsync(Branch);

        found!.State.Should().Be(PullRequestState.Merged);
        found.Number.Should().Be(opened.Number);
        found.Head.Should().Be(opened.Head);
        found.Description.Should().Be("The state.");
        (await provider.FindNewestPullRequestAsync(Branch, OtherBranch, CancellationToken.None)).Should().BeNull();

        var second = await OpenAsync(Draft(await PushAsync(Branch, "2.0")));
        second.Number.Should().NotBe(merged.Number);
        (await FindNewestAsync(Branch)).Should().Be(second);
    }

    [Fact]
    public async Task Does_not_take_a_pull_request_whose_branch_is_deleted_for_merged()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        await forge.DeleteAsync(Branch);

        var found = await FindNewestAsync(Branch);

        found!.Number.Should().Be(opened.Number);
        found.State.Should().NotBe(PullRequestState.Merged);
    }
}
