using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <remarks>Merges.</remarks>
public abstract partial class GitProviderContract
{
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
}
