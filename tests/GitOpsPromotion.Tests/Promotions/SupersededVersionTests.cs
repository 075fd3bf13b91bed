using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A version that the environment before has replaced: with a newer one, or with an earlier one.</summary>
public static class SupersededVersionTests
{
    private const string PerEnvironment = "prflow: per-env\n" + Shop.PerApp;
    private const string Branch = "promote/qa/webshop-webui";

    [Fact]
    public static async Task Passes_on_the_commits_that_held_it()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        var reported = shop.Tip;
        await shop.NewAsync("3.0");
        await shop.ReportAsync("dev", commit: reported);

        var passed = (await shop.CheckAsync(Branch)).Should().BeOfType<StatusOutcome.Passed>().Which;

        passed.Commits.Should().Equal(reported);
        shop.Held("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Does_not_pass_on_what_was_reported_for_the_newer_one()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        await shop.NewAsync("3.0");
        await shop.ReportAsync("dev");

        var run = () => shop.CheckAsync(Branch);

        (await run.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.TimedOut);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.9")]
    public static async Task Fails_where_it_was_taken_back_even_if_a_newer_one_came_then(string earlier)
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("0.9")));
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest(earlier)));
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("3.0")));

        var run = () => shop.CheckAsync(Branch);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("environment dev no longer holds version 2.0")
            .And.EndWith("it was taken back to an earlier one.");
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Fails_where_the_app_is_not_deployed_there_any_more()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", "newTag: \"2.0\"\n"));

        var run = () => shop.CheckAsync(Branch);

        await run.Should().ThrowAsync<PromotionException>();
    }

    [Fact]
    public static async Task Is_not_promoted_where_it_was_taken_back()
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.NewAsync("2.0");
        var merged = shop.Tip;
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(merged);

        outcome.Should().BeOfType<PromotionOutcome.Reverted>().Which.Before.Value.Should().Be("dev");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    public static async Task Is_told_from_one_that_was_taken_back_in_a_checkout_that_lacks_history(string option)
    {
        await using var shop = await Shop.OpenAsync(PerEnvironment);
        await shop.BringToQaAsync("2.0");
        var reported = shop.Tip;
        await shop.NewAsync("3.0");
        await shop.ReportAsync("dev", commit: reported);
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
