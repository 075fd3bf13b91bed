using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>The rule that branches must be up to date before they are merged.</summary>
[Trait("suite", "release")]
public sealed class GitHubBehindTests : LoopbackGitHubTest
{
    [Fact]
    public async Task Finds_what_GitHub_calls_behind_also_where_it_finds_that_out_only_now()
    {
        Forge.Repository.Rules().RequiresUpToDate = true;
        var opened = await OpenOutdatedAsync();
        await Forge.CompleteCheckAsync(opened.Head);
        GitHub.Lag.MergeableReads = 2;

        (await FindAsync(opened)).Should().Equal(opened.Number);
    }

    [Fact]
    public async Task Finds_what_waits_for_a_check_too_where_a_ruleset_tells()
    {
        Forge.Repository.Rules(source: GitHubRuleSource.Ruleset).RequiresUpToDate = true;

        var opened = await OpenOutdatedAsync();

        (await FindAsync(opened)).Should().Equal(opened.Number);
    }

    [Fact]
    public async Task Finds_nothing_where_no_rule_requires_it()
    {
        var opened = await OpenOutdatedAsync();

        (await FindAsync(opened)).Should().BeEmpty();
    }

    [Fact]
    public async Task Finds_it_among_many()
    {
        Forge.Repository.Rules().RequiresUpToDate = true;
        Forge.Repository.Seed(open: 130);
        var opened = await OpenOutdatedAsync();
        await Forge.CompleteCheckAsync(opened.Head);

        (await FindAsync(opened)).Should().Equal(opened.Number);
    }

    private async Task<PullRequest> OpenOutdatedAsync()
    {
        var opened = await OpenAsync(await PushAsync("1.0"), MergeMode.Manual);
        await Forge.PushAsync(Forge.DefaultBranch, "other.yaml", "new");
        return opened;
    }

    private Task<IReadOnlySet<int>> FindAsync(PullRequest opened) =>
        Provider.FindBehindAsync(Forge.DefaultBranch, [opened], CancellationToken.None);
}
