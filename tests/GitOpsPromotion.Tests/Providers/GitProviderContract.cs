using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>What every provider does, each on its forge.</summary>
public abstract class GitProviderContract : IAsyncLifetime
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

    [Fact]
    public async Task Lists_what_is_open()
    {
        var first = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var second = await OpenAsync(Draft(await PushAsync(OtherBranch, "3.0")) with { SourceBranch = OtherBranch });

        second.Number.Should().NotBe(first.Number);
        (await ListAsync()).Should().BeEquivalentTo([first, second]);
    }

    [Fact]
    public async Task Forgets_a_pull_request_whose_branch_is_deleted()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));

        await forge.DeleteAsync(Branch);

        (await FindOpenAsync(Branch)).Should().BeNull();
        (await ListAsync()).Should().BeEmpty();
        var merge = () => MergeAsync(opened);
        await merge.Should().ThrowAsync<PromotionException>();
    }

    [Theory]
    [InlineData("<!-- metadata = {\"tag\":\"1.0\"} -->\n\n| a | b |\n| --- | --- |\n")]
    [InlineData("Zażółć gęślą jaźń 🚀 \"quoted\" \\ back\\slash --> <b>&amp;</b> ```\ncode\n```")]
    public async Task Keeps_a_description_as_it_is(string body)
    {
        await OpenAsync(
            Draft(await PushAsync(Branch, "1.0")) with
            {
                Title = "Promote „webui“ 🚀 #1",
                Description = body,
            }
        );

        var found = await FindOpenAsync(Branch);

        found!.Description.ReplaceLineEndings("\n").Should().Be(body);
        found.Title.Should().Be("Promote „webui“ 🚀 #1");
    }

    [Fact]
    public async Task Keeps_a_long_description()
    {
        var body = string.Concat(Enumerable.Repeat("0123456789", 390));
        await OpenAsync(Draft(await PushAsync(Branch, "1.0")) with { Description = body });

        (await FindOpenAsync(Branch))!.Description.Should().Be(body);
        (await ListAsync()).Should().ContainSingle().Which.Description.Should().Be(body);
    }

    [Fact]
    public async Task Switches_auto_merge_on_and_off()
    {
        await forge.RequireCheckAsync();
        var draft = Draft(await PushAsync(Branch, "1.0"));

        foreach (var merging in (MergeMode[])[MergeMode.AfterCheck, MergeMode.Manual, MergeMode.AfterCheck])
        {
            var opened = await OpenAsync(draft with { MergeMode = merging });

            opened.AutoMerge.Should().Be(merging is MergeMode.AfterCheck);
            (await FindOpenAsync(Branch)).Should().Be(opened);
        }
    }

    [Fact]
    public async Task Switches_auto_merge_off_before_the_branch_gets_what_must_wait_for_a_person()
    {
        await forge.RequireCheckAsync();
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")) with { MergeMode = MergeMode.AfterCheck });

        var off = await provider.SwitchAutoMergeOffAsync(opened, CancellationToken.None);

        off.Should().Be(opened with { AutoMerge = false });
        (await provider.SwitchAutoMergeOffAsync(off, CancellationToken.None)).Should().Be(off);
        await PassCheckAsync(off);
        (await forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");
        (await FindOpenAsync(Branch)).Should().Be(off);
    }

    [Fact]
    public async Task Merges_at_once_where_nothing_is_to_wait_for()
    {
        await OpenAsync(Draft(await PushAsync(Branch, "1.0")) with { MergeMode = MergeMode.Immediately });
        await forge.SettleAsync();

        (await forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        (await FindOpenAsync(Branch)).Should().BeNull();
    }

    [Fact]
    public async Task Merges_an_open_pull_request_at_once_when_it_need_not_wait_any_more()
    {
        await forge.RequireCheckAsync();
        var draft = Draft(await PushAsync(Branch, "1.0"));
        var opened = await OpenAsync(draft);
        await forge.CompleteCheckAsync(draft.Head);

        await OpenAsync(draft with { MergeMode = MergeMode.Immediately }, opened);
        await forge.SettleAsync();

        (await forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        (await FindMergedAsync((await forge.FindTipAsync(forge.DefaultBranch))!))!.Number.Should().Be(opened.Number);
    }

    [Fact]
    public async Task Merges_when_the_check_has_passed()
    {
        await forge.RequireCheckAsync();
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")) with { MergeMode = MergeMode.AfterCheck });
        await forge.SettleAsync();
        opened.State.Should().Be(PullRequestState.Open);
        (await forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");

        await PassCheckAsync(opened);

        (await forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        (await FindOpenAsync(Branch)).Should().BeNull();
    }

    [Fact]
    public async Task Leaves_a_pull_request_to_a_person_although_its_check_has_passed()
    {
        await forge.RequireCheckAsync();
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));

        await PassCheckAsync(opened);

        (await forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");
        (await FindOpenAsync(Branch)).Should().Be(opened);
    }

    [Fact]
    public async Task Merges_a_head_that_has_passed_its_check_when_auto_merge_is_switched_on()
    {
        await forge.RequireCheckAsync();
        var draft = Draft(await PushAsync(Branch, "1.0"));
        var opened = await OpenAsync(draft);
        await PassCheckAsync(opened);

        await OpenAsync(draft with { MergeMode = MergeMode.AfterCheck }, opened);
        await forge.SettleAsync();

        (await forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
    }

    [Fact]
    public async Task Waits_for_the_check_of_a_new_head()
    {
        await forge.RequireCheckAsync();
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        await PassCheckAsync(opened);
        var head = await PushAsync(Branch, "2.0");

        var updated = await OpenAsync(Draft(head) with { MergeMode = MergeMode.AfterCheck }, opened);
        await forge.SettleAsync();

        updated.State.Should().Be(PullRequestState.Open);
        (await forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");
    }

    [Fact]
    public async Task Merges()
    {
        var head = await PushAsync(Branch, "1.0");
        var opened = await OpenAsync(Draft(head));

        var merged = await MergeAsync(opened);

        merged.State.Should().Be(PullRequestState.Merged);
        merged.Number.Should().Be(opened.Number);
        merged.MergeCommit.Should().Be(await forge.FindTipAsync(forge.DefaultBranch));
        (await forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        (await FindOpenAsync(Branch)).Should().BeNull();
        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Keeps_a_note_in_the_message_of_the_merge_or_else_in_the_description()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        MergeNote note = new("Gate overridden: dev is down, prod needs the fix", "The description with the note");

        var merged = await provider.MergePullRequestAsync(opened, note, CancellationToken.None);

        var body = (await FindMergedAsync(merged.MergeCommit!))!.Description;
        if (!MergesHaveMessages)
        {
            body.Should().Be("The description with the note");
            return;
        }

        body.Should().Be("What and why.");
        var message = await forge.ReadMessageAsync(merged.MergeCommit!);
        message.Should().Contain("Promote webshop/webui");
        message.TrimEnd().Should().EndWith("\n\nGate overridden: dev is down, prod needs the fix");
    }

    [Fact]
    public async Task Merges_only_once()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var merged = await MergeAsync(opened);

        var again = await MergeAsync(opened);

        again.State.Should().Be(PullRequestState.Merged);
        again.MergeCommit.Should().Be(merged.MergeCommit);
        (await forge.FindTipAsync(forge.DefaultBranch)).Should().Be(merged.MergeCommit);
    }

    [Fact]
    public async Task Does_not_merge_a_head_that_nobody_looked_at()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        await PushAsync(Branch, "2.0");

        var merge = () => MergeAsync(opened);

        (await merge.Should().ThrowAsync<PromotionException>()).Which.IsStale.Should().BeTrue();
        (await forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");
    }

    [Fact]
    public async Task Keeps_what_was_pushed_to_the_default_branch_since()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        await forge.PushAsync(forge.DefaultBranch, "other.yaml", "new");

        await MergeAsync(opened);

        (await forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        (await forge.ReadFileAsync("other.yaml")).Should().Be("new");
    }

    [Fact]
    public async Task Does_not_merge_a_conflict()
    {
        var opened = await OpenAsync(Draft(await PushAsync(Branch, "1.0")));
        var tip = await forge.PushAsync(forge.DefaultBranch, "webui.yaml", "0.9.1");

        var merge = () => MergeAsync(opened);

        (await merge.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Rejected);
        (await forge.FindTipAsync(forge.DefaultBranch)).Should().Be(tip);
        (await FindOpenAsync(Branch)).Should().Be(opened);
    }

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
