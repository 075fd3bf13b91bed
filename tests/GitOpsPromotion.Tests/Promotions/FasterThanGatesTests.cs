using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Versions that come faster than their gates open.</summary>
public static class FasterThanGatesTests
{
    private const string PerEnvironment = "prflow: per-env\n" + Shop.PerApp;
    private const string Branch = "promote/qa/webshop-webui";

    [Fact]
    public static async Task The_newest_version_whose_gate_is_open_goes_first()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        var reported = shop.Tip;
        await shop.BringToQaAsync("3.0");
        await shop.ReportAsync("dev", commit: reported);

        var opened = await shop.BringToQaAsync("4.0");

        opened.Title.Should().Contain("version 2.0");
        (await shop.CheckAsync(Branch)).Should().BeOfType<StatusOutcome.Passed>();
        shop.Held("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task The_newest_version_goes_where_no_gate_is_open()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        await shop.BringToQaAsync("3.0");

        (await shop.BringToQaAsync("4.0")).Title.Should().Contain("version 4.0");
    }

    [Fact]
    public static async Task A_version_that_was_taken_back_does_not_go_first()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        (await shop.BringToQaAsync("3.0")).Title.Should().Contain("version 3.0");
    }

    [Fact]
    public static async Task The_newest_version_follows_when_the_older_one_was_merged()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        var reported = shop.Tip;
        await shop.BringToQaAsync("3.0");
        var newest = shop.Tip;
        await shop.ReportAsync("dev", commit: reported);
        await shop.PromoteAsync(newest);
        await shop.CheckAsync(Branch);

        var outcome = await shop.PromoteAsync(shop.Tip);
        var waiting = await new WaitingPromotionFinder(shop.Repository).FindAsync(outcome, CancellationToken.None);

        waiting.Should().Be(newest);
        var followed = (PromotionOutcome.Opened)await shop.PromoteAsync(waiting!);
        followed.PullRequest.Title.Should().Contain("version 3.0 to environment qa");
    }

    [Fact]
    public static async Task Nothing_follows_where_the_environment_before_holds_what_was_merged()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        await shop.CheckAsync(Branch);

        var outcome = await shop.PromoteAsync(shop.Tip);

        (await new WaitingPromotionFinder(shop.Repository).FindAsync(outcome, CancellationToken.None))
            .Should()
            .BeNull();
    }
}
