using FluentAssertions;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

/// <summary>The pull requests of a commit.</summary>
public sealed class CommitPullRequestTests : GitHubForgeTests
{
    private const string Branch = "promote/webshop-webui";

    [Theory]
    [InlineData(MergeStyle.Merge)]
    [InlineData(MergeStyle.Squash)]
    [InlineData(MergeStyle.Rebase)]
    public async Task Is_found_by_the_commit_that_it_became(MergeStyle style)
    {
        Push(Branch, "1.0");
        var number = await OpenAsync(Branch);
        Repository.MergeAsPerson(number, style);
        var commit = Remote.Resolve("main");
        var pushed = Remote.Commit("main", ("other.yaml", "1"));

        Numbers(await GetAsync($"/commits/{commit}/pulls")).Should().Equal(number);
        Numbers(await GetAsync($"/commits/{pushed}/pulls")).Should().BeEmpty();
    }

    [Fact]
    public async Task Is_found_by_its_head_while_it_is_open()
    {
        var head = Push(Branch, "1.0");
        var number = await OpenAsync(Branch);

        Numbers(await GetAsync($"/commits/{head}/pulls")).Should().Equal(number);
    }

    [Fact]
    public async Task Is_not_found_by_its_commit_at_once()
    {
        Push(Branch, "1.0");
        Forge.Lag.CommitPullReads = 2;
        var commit = Repository.MergeAsPerson(await OpenAsync(Branch));

        (await GetAsync($"/commits/{commit}/pulls")).Body.GetArrayLength().Should().Be(0);
        (await GetAsync($"/commits/{commit}/pulls")).Body.GetArrayLength().Should().Be(0);
        (await GetAsync($"/commits/{commit}/pulls")).Body.GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Knows_no_commit_that_is_not_there()
    {
        var answer = await GetAsync($"/commits/{new string('a', 40)}/pulls");

        answer.Status.Should().Be(422);
        answer.Message.Should().StartWith("No commit found for SHA: aaaa");
    }

    private static IEnumerable<int> Numbers(GitHubAnswer answer) =>
        answer.Body.EnumerateArray().Select(pull => pull.GetProperty("number").GetInt32());
}
