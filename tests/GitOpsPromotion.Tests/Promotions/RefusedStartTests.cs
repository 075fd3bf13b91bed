using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Why <c>new</c> refuses a promotion.</summary>
public static class RefusedStartTests
{
    [Theory]
    [InlineData("branch: nowhere", FailureKind.Rejected, "has no branch 'nowhere'")]
    [InlineData("branch: a..b", FailureKind.Configuration, "'branch: a..b' is not a branch name")]
    public static async Task Refuses_a_configured_branch_that_is_missing_or_invalid(
        string line,
        FailureKind kind,
        string message
    )
    {
        await using var shop = await Shop.OpenAsync(line + "\n" + Shop.PerApp);

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>().Where(failure => failure.Kind == kind))
            .Which.Message.Should()
            .Contain(message);
    }

    [Fact]
    public static async Task Names_the_missing_configuration_and_the_branch()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Git("update-ref", "-d", "refs/heads/main");
        shop.Remote.Commit("main", ("README.md", "nothing here"));

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("gitops-promotion.yaml")
            .And.Contain("branch 'main'");
    }

    [Theory]
    [InlineData(
        "webshop",
        "webiu",
        "No image policy marker for webshop:webiu was found below webshop/dev/",
        "Did you mean 'webshop:webui'?"
    )]
    [InlineData(
        "webshob",
        "webui",
        "No image policy marker for webshob:webui was found below webshob/dev/",
        "Did you mean the group 'webshop'?"
    )]
    public static async Task Suggests_a_similar_name_for_an_app_without_a_marker(
        string group,
        string app,
        string message,
        string hint
    )
    {
        await using var shop = await Shop.OpenAsync();

        var run = () =>
            new StartPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
                new ImagePolicy(GroupName.Parse(group), AppName.Parse(app)),
                Given.Version("2.0"),
                dryRun: false,
                CancellationToken.None
            );

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().StartWith(message);
        failure.Hint.Should().Contain(hint);
    }

    [Fact]
    public static async Task Explains_how_to_mark_a_version()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", "newTag: \"1.0\"\n"));

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Hint.Should()
            .Contain("""# {"$imagepolicy": "webshop:webui:tag"}""");
    }

    [Fact]
    public static async Task Refuses_a_branch_with_an_open_promotion_of_another_app()
    {
        await using var shop = await Shop.OpenAsync(
            Shop.PerApp.Replace("dev, auto: true", "dev, auto: false", StringComparison.Ordinal)
        );
        shop.Remote.Commit("main", ("a-b/dev/app.yaml", "tag: \"1\" # {\"$imagepolicy\": \"a-b:c:tag\"}\n"));
        await StartAsync("a-b", "c");
        // The other app has no marker any more, but its pull request is still open.
        shop.Remote.Commit(
            "main",
            ("a-b/dev/app.yaml", "tag: \"1\"\n"),
            ("a/dev/app.yaml", "tag: \"1\" # {\"$imagepolicy\": \"a:b-c:tag\"}\n")
        );
        var refs = shop.Remote.Git("for-each-ref");

        var run = () => StartAsync("a", "b-c");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("it promotes a-b/c, whose branch has the same name");
        shop.Remote.Git("for-each-ref").Should().Be(refs);

        Task<PromotionOutcome> StartAsync(string group, string app) =>
            new StartPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
                new ImagePolicy(GroupName.Parse(group), AppName.Parse(app)),
                Given.Version("2.0"),
                dryRun: false,
                CancellationToken.None
            );
    }
}
