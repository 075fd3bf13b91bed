using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class MissingMarkersTests
{
    [Fact]
    public static async Task Names_the_commit_and_the_markers_if_no_name_is_similar() =>
        (await ExplainAsync("database", ("webshop/dev/cart.yaml", Marked("cart"))))
            .Should()
            .Be(
                "The markers there are webshop:cart (webshop/dev/cart.yaml:1), webshop:webui (webshop/dev/app.yaml:1)."
            );

    [Fact]
    public static async Task Names_at_most_ten_markers_and_counts_the_others()
    {
        var ten = string.Concat(Enumerable.Range(0, 9).Select(i => Marked($"app{i}")));

        (await ExplainAsync("database", ("webshop/dev/more.yaml", ten)))
            .Should()
            .EndWith("webshop:app8 (webshop/dev/more.yaml:9), webshop:webui (webshop/dev/app.yaml:1).")
            .And.NotContain(" more ");
        (await ExplainAsync("database", ("webshop/dev/more.yaml", ten + Marked("app9") + Marked("zz"))))
            .Should()
            .StartWith("The markers there are webshop:app0 (webshop/dev/more.yaml:1), webshop:app1 ")
            .And.EndWith("webshop:app9 (webshop/dev/more.yaml:10) and 2 more.");
    }

    [Fact]
    public static async Task Shows_the_marker_to_write_if_there_is_none() =>
        (await ExplainAsync("database", ("webshop/dev/app.yaml", "a: b\n")))
            .Should()
            .Be(
                "Mark the version in a manifest below webshop/dev/ with a comment after it: # {\"$imagepolicy\": \"webshop:database:tag\"}"
            );

    private static string Marked(string app) => $$"""- "1" # {"$imagepolicy": "webshop:{{app}}:tag"}""" + "\n";

    private static async Task<string?> ExplainAsync(string app, params (string Path, string Content)[] files)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", files);
        var run = () =>
            new StartPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
                new ImagePolicy(GroupName.Parse("webshop"), AppName.Parse(app)),
                Given.Version("2.0"),
                dryRun: false,
                CancellationToken.None
            );

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().EndWith($"on branch 'main' (commit {shop.Tip.Abbreviated}). Nothing was pushed.");
        return failure.Hint;
    }
}
