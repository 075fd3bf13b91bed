using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A promotion that continues while a newer one of the same app is open or was merged.</summary>
[Trait("suite", "release")]
public static class NewerPromotionTests
{
    [Fact]
    public static async Task Is_skipped_for_an_open_promotion_from_a_later_commit()
    {
        await using var shop = await ShopStarts.OpenNewerAsync();
        var older = shop.Before;
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
        await using var shop = await InDevAsync();
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

    [Trait("suite", "release")]
    [Fact]
    public static async Task Is_skipped_for_a_promotion_that_was_started_before_its_merge()
    {
        await using var shop = await InDevAsync();
        var before = shop.Before;
        var body =
            $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"3.0","env":"dev","sha":"{{before}}","feature":"","type":"promote"} -->""";
        await shop.OpenManuallyAsync(MergeMode.Manual, body, ("webshop/dev/app.yaml", Shop.Manifest("3.0")));

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.SupersededByOpenPullRequest>();
    }

    [Fact]
    public static async Task Replaces_an_open_promotion_from_an_earlier_commit()
    {
        await using var shop = await ShopStarts.OpenSupersededAsync();

        var later = ((PromotionOutcome.Opened)await shop.PromoteAsync(shop.Tip)).PullRequest;

        later.Number.Should().Be(shop.PullRequest.Number);
        later.Title.Should().Contain("version 3.0");
    }

    [Fact]
    public static async Task Is_skipped_if_a_newer_version_was_promoted_already()
    {
        await using var shop = await ShopStarts.OpenNewerAsync();
        var older = shop.Before;
        await shop.PromoteAsync(shop.Tip);
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
        await using var shop = await ShopStarts.OpenNewerAsync();
        var older = shop.Before;

        (await shop.PromoteAsync(older)).Should().BeOfType<PromotionOutcome.Opened>();
    }

    private static Task<Shop> InDevAsync() =>
        Shop.OpenPreparedAsync("merged in dev", () => Shop.OpenStartedAsync(DevManual), shop => shop.MergeAsync("dev"));

    private const string DevManual = """
        environments:
          - {name: dev, auto: false}
          - {name: qa, auto: true}
        """;
}
