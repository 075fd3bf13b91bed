using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Versions that are merged faster than their gates open.</summary>
[Trait("suite", "release")]
public static class OlderPromotionTests
{
    private const string Branch = "promote/qa/webshop-webui";

    [Fact]
    public static async Task The_newest_version_with_an_open_gate_is_promoted_first()
    {
        await using var shop = await ShopStarts.OpenReplacedAsync();
        await shop.ReportAsync("dev", commit: shop.Before);

        var opened = await shop.PromoteToQaAsync("4.0");

        opened.Title.Should().Contain("version 2.0");
        (await shop.CheckAsync(Branch)).Should().BeOfType<StatusOutcome.Passed>();
        shop.VersionIn("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task The_newest_version_is_promoted_if_no_gate_is_open()
    {
        await using var shop = await ShopStarts.OpenReplacedAsync();

        (await shop.PromoteToQaAsync("4.0")).Title.Should().Contain("version 4.0");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task A_reverted_version_is_not_promoted_first()
    {
        await using var shop = await Shop.OpenToQaAsync(Shop.PerEnvironment);
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        (await shop.PromoteToQaAsync("3.0")).Title.Should().Contain("version 3.0");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task The_newest_version_follows_after_the_merge_of_the_older_one()
    {
        await using var shop = await ShopStarts.OpenReplacedAsync();
        var newest = shop.Tip;
        await shop.ReportAsync("dev", commit: shop.Before);
        await shop.PromoteAsync(newest);
        await shop.CheckAsync(Branch);

        var outcome = await shop.PromoteAsync(shop.Tip);
        var waiting = await FindWaitingAsync(shop, outcome);

        waiting.Should().Be(newest);
        var followed = (PromotionOutcome.Opened)await shop.PromoteAsync(waiting!);
        followed.PullRequest.Title.Should().Contain("version 3.0 to environment qa");
    }

    [Fact]
    public static async Task Nothing_follows_if_the_environment_before_has_the_merged_version()
    {
        await using var shop = await Shop.OpenToQaAsync(Shop.PerEnvironment);
        await shop.CheckAsync(Branch);

        var outcome = await shop.PromoteAsync(shop.Tip);

        (await FindWaitingAsync(shop, outcome)).Should().BeNull();
    }

    private static async Task<CommitSha?> FindWaitingAsync(Shop shop, PromotionOutcome outcome) =>
        await new WaitingPromotionFinder(shop.Repository).FindAsync(
            outcome,
            await RemoteSnapshot.ReadAsync(shop.Repository, CancellationToken.None),
            CancellationToken.None
        );
}
