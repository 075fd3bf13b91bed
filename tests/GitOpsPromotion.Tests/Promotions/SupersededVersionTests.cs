using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A version that is no longer in the environment before, because a newer or an earlier one is.</summary>
[Trait("suite", "release")]
public static class SupersededVersionTests
{
    private const string Branch = "promote/qa/webshop-webui";

    [Fact]
    public static async Task Passes_on_the_commits_with_the_version()
    {
        await using var shop = await ShopStarts.OpenSupersededWithStatusAsync();
        var reported = shop.Before;

        var passed = (await shop.CheckAsync(Branch)).Should().BeOfType<StatusOutcome.Passed>().Which;

        passed.Commits.Should().Equal(reported);
        shop.VersionIn("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Does_not_pass_on_a_status_of_the_newer_version()
    {
        await using var shop = await ShopStarts.OpenSupersededAsync();
        await shop.ReportAsync("dev");

        var run = () => shop.CheckAsync(Branch);

        (await run.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.TimedOut);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.9")]
    public static async Task Fails_if_it_was_reverted_even_if_a_newer_version_followed(string earlier)
    {
        await using var shop = await Shop.OpenPreparedAsync(
            "after 0.9",
            () => Shop.OpenAsync(Shop.PerEnvironment),
            async shop =>
            {
                shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("0.9")));
                shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));
                await shop.PromoteToQaAsync("2.0");
                await shop.ReportAsync("dev");
            }
        );
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest(earlier)));
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("3.0")));

        var run = () => shop.CheckAsync(Branch);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("environment dev no longer has version 2.0")
            .And.EndWith("it was reverted to an earlier version.");
        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Fails_if_the_environment_no_longer_deploys_the_app()
    {
        await using var shop = await Shop.OpenToQaAsync(Shop.PerEnvironment);
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", "newTag: \"2.0\"\n"));

        var run = () => shop.CheckAsync(Branch);

        await run.Should().ThrowAsync<PromotionException>();
    }

    [Fact]
    public static async Task Is_not_promoted_if_it_was_reverted()
    {
        await using var shop = await Shop.OpenStartedAsync(Shop.PerEnvironment);
        var merged = shop.Tip;
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(merged);

        outcome.Should().BeOfType<PromotionOutcome.Reverted>().Which.Before.Value.Should().Be("dev");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    public static async Task Passes_in_shallow_and_partial_clones(string option)
    {
        await using var shop = await ShopStarts.OpenSupersededWithStatusAsync();
        var (repository, provider) = await shop.CloneAsync("ci", option, $"--branch={Branch}");
        await using var disposed = repository;

        var outcome = await new CheckPromotion(repository, provider, shop.Time).RunAsync(
            BranchName.Parse(Branch),
            isNamed: true,
            dryRun: true,
            CancellationToken.None
        );

        outcome.Should().BeOfType<StatusOutcome.Passed>();
    }
}
