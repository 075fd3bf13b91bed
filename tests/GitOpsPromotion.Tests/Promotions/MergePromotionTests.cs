using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class MergePromotionTests
{
    [Fact]
    public static async Task Merges_the_promotion_that_waits()
    {
        await using var shop = await Shop.OpenToQaAsync();

        var outcome = await shop.MergeAsync("qa");

        outcome.PullRequest.State.Should().Be(PullRequestState.Merged);
        outcome.PullRequest.MergeCommit.Should().Be(shop.Tip);
        shop.VersionIn("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Merges_nothing_in_a_dry_run()
    {
        await using var shop = await Shop.OpenToQaAsync();

        await shop.MergeAsync("qa", dryRun: true);

        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Does_nothing_if_it_has_just_merged()
    {
        await using var shop = await Shop.OpenToQaAsync();
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
    public static async Task Does_not_count_the_merge_of_an_earlier_version()
    {
        await using var shop = await ShopStarts.OpenInQaAsync();
        await shop.NewAsync("3.0");

        var tooEarly = () => shop.MergeAsync("qa");

        (await tooEarly.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .StartWith("Nothing was merged");
    }

    [Fact]
    public static async Task Does_not_count_the_merge_into_another_environment()
    {
        await using var shop = await ShopStarts.OpenInQaAsync();

        var another = () => shop.MergeAsync("prod");

        (await another.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .StartWith("Nothing was merged");
    }

    [Fact]
    public static async Task Fails_if_nothing_is_open()
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
        await using var shop = await Shop.OpenToQaAsync(isReported: false);

        var run = () => shop.MergeAsync("prod");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("promotes webshop:webui to environment qa");
        shop.VersionIn("prod").Should().Be("1.0");
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
