using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A promotion that continues while a newer one of the same app is open or was merged.</summary>
public static class NewerPromotionTests
{
    [Fact]
    public static async Task Is_skipped_for_an_open_promotion_from_a_later_commit()
    {
        await using var shop = await Shop.OpenStartedAsync();
        var older = shop.Tip;
        await shop.NewAsync("3.0");
        await shop.PromoteAsync(shop.Tip);
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(older);

        outcome
            .Should()
            .BeOfType<PromotionOutcome.SupersededByOpenPullRequest>()
            .Which.Newer.Title.Should()
            .Contain("version 3.0");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Is_skipped_for_a_promotion_that_was_started_on_the_same_commit()
    {
        await using var shop = await Shop.OpenStartedAsync(DevManual);
        await shop.MergeAsync("dev");
        await shop.NewAsync("3.0");
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome
            .Should()
            .BeOfType<PromotionOutcome.SupersededByOpenPullRequest>()
            .Which.Newer.Title.Should()
            .Contain("version 3.0");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Is_skipped_for_a_promotion_that_was_started_before_its_merge()
    {
        await using var shop = await Shop.OpenAsync(DevManual);
        var before = shop.Tip;
        await shop.NewAsync("2.0");
        await shop.MergeAsync("dev");
        var body =
            $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"3.0","env":"dev","sha":"{{before}}","feature":"","type":"promote"} -->""";
        await shop.OpenManuallyAsync(MergeMode.Manual, body, ("webshop/dev/app.yaml", Shop.Manifest("3.0")));

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.SupersededByOpenPullRequest>();
    }

    [Fact]
    public static async Task Replaces_an_open_promotion_from_an_earlier_commit()
    {
        await using var shop = await Shop.OpenAsync(Shop.PerEnvironment);
        var earlier = await shop.PromoteToQaAsync("2.0");

        var later = await shop.PromoteToQaAsync("3.0");

        later.Number.Should().Be(earlier.Number);
        later.Title.Should().Contain("version 3.0");
    }

    [Fact]
    public static async Task Is_skipped_if_a_newer_version_was_promoted_already()
    {
        await using var shop = await Shop.OpenStartedAsync();
        var older = shop.Tip;
        await shop.PromoteToQaAsync("3.0");
        await shop.ReportAsync("dev");
        await shop.CheckAsync();
        shop.VersionIn("qa").Should().Be("3.0");

        var outcome = await shop.PromoteAsync(older);

        outcome.Should().BeOfType<PromotionOutcome.Superseded>();
        shop.VersionIn("qa").Should().Be("3.0");
    }

    [Fact]
    public static async Task Continues_if_only_the_environment_before_has_a_newer_version()
    {
        await using var shop = await Shop.OpenStartedAsync();
        var older = shop.Tip;
        await shop.NewAsync("3.0");

        (await shop.PromoteAsync(older)).Should().BeOfType<PromotionOutcome.Opened>();
    }

    private const string DevManual = """
        environments:
          - {name: dev, auto: false}
          - {name: qa, auto: true}
        """;
}
