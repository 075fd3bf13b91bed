using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class CheckPromotionTests
{
    [Fact]
    public static async Task Passes_and_merges_the_pull_request_if_the_environment_before_succeeded()
    {
        await using var shop = await Shop.OpenToQaAsync();
        var reported = shop.Tip;

        var outcome = await shop.CheckAsync();

        var passed = outcome.Should().BeOfType<StatusOutcome.Passed>().Which;
        passed.Commits.Should().Equal(reported);
        passed.Question.Subject.Should().Be("webshop-dev");
        passed.PullRequest.State.Should().Be(PullRequestState.Merged);
        shop.VersionIn("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Merges_nothing_in_a_dry_run()
    {
        await using var shop = await Shop.OpenToQaAsync();

        await shop.CheckAsync(dryRun: true);

        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Does_not_merge_into_an_environment_without_auto()
    {
        await using var shop = await ShopStarts.OpenToProdAsync();

        var passed = (StatusOutcome.Passed)await shop.CheckAsync();

        passed.PullRequest.State.Should().Be(PullRequestState.Open);
        shop.VersionIn("prod").Should().Be("1.0");
    }

    [Theory]
    [InlineData("main")]
    [InlineData("renovate/all")]
    [InlineData("promoted/webshop")]
    public static async Task Passes_branches_that_are_not_promotions(string branch)
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.CheckAsync(branch)).Should().BeOfType<StatusOutcome.Manual>();
    }

    [Fact]
    public static async Task Passes_a_review()
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.CheckAsync("feature/webshop-webui-x")).Should().BeOfType<StatusOutcome.Review>();
    }

    [Fact]
    public static async Task Does_not_wait_for_the_first_environment()
    {
        await using var shop = await Shop.OpenStartedAsync(ShopStarts.DevManual);

        (await shop.CheckAsync())
            .Should()
            .BeOfType<StatusOutcome.FirstEnvironment>()
            .Which.PullRequest.State.Should()
            .Be(PullRequestState.Open);
    }

    [Fact]
    public static async Task Fails_if_no_pull_request_is_open()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("No pull request into 'main' is open on branch 'promote/webshop-webui'");
    }

    [Fact]
    public static async Task Says_how_long_the_configuration_lets_it_wait()
    {
        await using var shop = await Shop.OpenToQaAsync();
        List<TimeSpan> timeouts = [];

        await new CheckPromotion(shop.Repository, shop.Provider, shop.Time, timeouts.Add).RunAsync(
            BranchName.Parse("promote/webshop-webui"),
            isNamed: true,
            dryRun: true,
            CancellationToken.None
        );

        timeouts.Should().Equal(TimeSpan.FromSeconds(1));
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--bare")]
    [InlineData("--filter=blob:none")]
    public static async Task Works_in_shallow_bare_and_partial_clones(string option)
    {
        await using var shop = await Shop.OpenToQaAsync();
        for (var i = 0; i < 3; i++)
        {
            shop.Remote.Commit("main", ("README.md", $"Change {i}"));
        }

        var (repository, provider) = await shop.CloneAsync("ci", option, "--branch=promote/webshop-webui");
        await using var disposed = repository;

        var outcome = await new CheckPromotion(repository, provider, shop.Time).RunAsync(
            BranchName.Parse("promote/webshop-webui"),
            isNamed: true,
            dryRun: false,
            CancellationToken.None
        );

        outcome.Should().BeOfType<StatusOutcome.Passed>();
        shop.VersionIn("qa").Should().Be("2.0");
    }
}
