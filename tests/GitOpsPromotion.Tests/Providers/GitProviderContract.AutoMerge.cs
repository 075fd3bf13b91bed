using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <remarks>Lists, descriptions and auto-merge of open pull requests.</remarks>
public abstract partial class GitProviderContract
{
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
}
