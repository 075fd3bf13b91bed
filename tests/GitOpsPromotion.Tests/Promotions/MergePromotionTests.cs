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
        await shop.ReportAsync("dev");

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
        await shop.ReportAsync("dev");

        await shop.MergeAsync("qa", dryRun: true);

        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Has_nothing_left_to_do_where_it_merged_just_now()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        var first = await shop.MergeAsync("qa");
        var refs = shop.Remote.Git("for-each-ref");

        var again = await shop.MergeAsync("qa");

        first.WasAlreadyMerged.Should().BeFalse();
        again.WasAlreadyMerged.Should().BeTrue();
        again.PullRequest.Number.Should().Be(first.PullRequest.Number);
        again.PullRequest.MergeCommit.Should().Be(shop.Tip);
        again.Version.Should().Be(Given.Version("2.0"));
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Takes_the_merge_of_an_earlier_version_for_no_merge()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        await shop.MergeAsync("qa");
        await shop.NewAsync("3.0");

        var tooEarly = () => shop.MergeAsync("qa");

        (await tooEarly.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .StartWith("Nothing was merged");
    }

    [Fact]
    public static async Task Takes_the_merge_into_another_environment_for_no_merge()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        await shop.MergeAsync("qa");

        var another = () => shop.MergeAsync("prod");

        (await another.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .StartWith("Nothing was merged");
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
