using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class MergePromotionTests
{
    [Fact]
    public static async Task Merges_the_promotion_that_waits()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");

        var outcome = await shop.MergeAsync("qa");

        outcome.PullRequest.State.Should().Be(PullRequestState.Merged);
        outcome.PullRequest.MergeCommit.Should().Be(shop.Tip);
        shop.Held("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Merges_nothing_in_a_dry_run()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");

        await shop.MergeAsync("qa", dryRun: true);

        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Refuses_where_nothing_is_open()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () => shop.MergeAsync("prod");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("has no open promotion to environment prod");
    }

    [Fact]
    public static async Task Refuses_another_environment_than_the_one_on_the_branch()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");

        var run = () => shop.MergeAsync("prod");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("promotes webshop:webui to environment qa");
        shop.Held("prod").Should().Be("1.0");
    }

    [Fact]
    public static async Task Refuses_an_environment_that_is_not_configured()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () => shop.MergeAsync("production");

        (await run.Should().ThrowAsync<PromotionException>())
            .Where(failure => failure.Kind == FailureKind.Configuration)
            .Which.Hint.Should()
            .Contain("The environments are dev, qa, prod.");
    }
}
