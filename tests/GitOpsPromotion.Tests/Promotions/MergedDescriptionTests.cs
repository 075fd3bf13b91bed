using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>What is promoted if the description of the merged pull request says something else than the merged commit.</summary>
[Trait("suite", "release")]
public static class MergedDescriptionTests
{
    [Fact]
    public static async Task Refuses_a_damaged_description()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.OpenManuallyAsync(
            MergeMode.Immediately,
            "<!-- metadata = {} -->",
            ("webshop/dev/app.yaml", Shop.Manifest("2.0"))
        );

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("cannot be read");
    }

    [Fact]
    public static async Task Refuses_a_description_with_a_version_that_was_not_merged()
    {
        await using var shop = await Shop.OpenAsync();
        const string body =
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"9.9","env":"qa","sha":"","feature":"","type":"promote"} -->""";
        await shop.OpenManuallyAsync(MergeMode.Immediately, body, ("webshop/dev/app.yaml", Shop.Manifest("2.0")));
        var refs = shop.Remote.Git("for-each-ref");

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("says that it brought webshop:webui version 9.9 to environment qa")
            .And.Contain("does not have it there");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Refuses_a_description_with_another_environment_that_has_the_version()
    {
        await using var shop = await Shop.OpenAsync();
        const string body =
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"1.0","env":"qa","sha":"","feature":"","type":"promote"} -->""";
        await shop.OpenManuallyAsync(MergeMode.Immediately, body, ("webshop/dev/app.yaml", Shop.Manifest("2.0")));

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("it changes environment dev");
    }

    [Fact]
    public static async Task Does_not_promote_a_digest_and_an_image_that_only_the_description_names()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", Image));
        await shop.OpenManuallyAsync(
            MergeMode.Immediately,
            $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","type":"","digest":"{{Digest}}","image":"evil.io/x"} -->""",
            ("webshop/dev/app.yaml", Shop.Manifest("2.0"))
        );

        var opened = (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Promotion.Version.Should().Be(Given.Version("2.0"));
        opened.Changes.Single().NewValue.Should().Be("ghcr.io/webui:2.0");
        opened
            .Remarks.Unconfirmed.Should()
            .Equal(new UnconfirmedValue("digest", Digest), new UnconfirmedValue("image", "evil.io/x"));
    }

    [Fact]
    public static async Task Promotes_the_digest_and_the_image_of_the_merged_commit()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Image), ("webshop/qa/app.yaml", Image));
        await shop.OpenManuallyAsync(
            MergeMode.Immediately,
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","type":""} -->""",
            (
                "webshop/dev/app.yaml",
                Image.Replace("ghcr.io/webui:1.0", $"new.io/webui:2.0@{Digest}", StringComparison.Ordinal)
            )
        );

        var opened = (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Changes.Single().NewValue.Should().Be($"new.io/webui:2.0@{Digest}");
        opened.Remarks.Unconfirmed.Should().BeEmpty();
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Keeps_the_image_of_each_environment_if_the_promotion_names_none()
    {
        const string dev = "image: dev.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        const string qa = "image: qa.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", dev), ("webshop/qa/app.yaml", qa));
        await shop.NewAsync("2.0");

        var opened = (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Changes.Single().NewValue.Should().Be("qa.io/webui:2.0");
    }

    [Fact]
    public static async Task Refuses_values_that_differ_and_names_them()
    {
        const string two =
            "a: \"1.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}\nb: \"1.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", two));
        await shop.OpenManuallyAsync(
            MergeMode.Immediately,
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","type":""} -->""",
            ("webshop/dev/app.yaml", two.Replace("a: \"1.0\"", "a: \"2.0\"", StringComparison.Ordinal))
        );

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("does not have it there: webshop/dev/app.yaml:2 has '1.0'");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Names_the_marker_that_needs_a_digest_if_the_environment_before_has_none()
    {
        var digest = $"sha256:{new string('e', 64)}";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit(
            "main",
            (
                "webshop/qa/app.yaml",
                Shop.Manifest("1.0") + $"digest: {digest} # {{\"$imagepolicy\": \"webshop:webui:digest\"}}\n"
            )
        );
        await shop.NewAsync("2.0");

        var run = () => shop.PromoteAsync(shop.Tip);

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("webshop/qa/app.yaml:2 needs a digest, and environment dev has none");
        failure.Hint.Should().Contain("webshop/dev/").And.Contain("\"webshop:webui:digest\"");
    }

    private const string Image = "image: ghcr.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";

    private static readonly string Digest = $"sha256:{new string('e', 64)}";
}
