using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class ReportStatusTests
{
    [Fact]
    public static async Task Sets_the_status_that_the_gate_reads()
    {
        await using var shop = await Shop.OpenAsync();

        await RunAsync(shop, shop.Tip, "smoke test passed");

        var statuses = await shop.Provider.GetStatusesAsync(
            [shop.Tip],
            DateTimeOffset.MaxValue,
            CancellationToken.None
        );
        statuses[shop.Tip]
            .Should()
            .Equal(new CommitStatus("gitops-promotion/webshop-dev", CommitStatusState.Success, "smoke test passed"));
    }

    [Fact]
    public static async Task Sets_nothing_in_a_dry_run()
    {
        await using var shop = await Shop.OpenAsync();

        await RunAsync(shop, shop.Tip, "", dryRun: true);

        (await shop.Provider.GetStatusesAsync([shop.Tip], DateTimeOffset.MaxValue, CancellationToken.None))[shop.Tip]
            .Should()
            .BeEmpty();
    }

    [Fact]
    public static async Task Refuses_a_commit_that_is_not_on_the_default_branch()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Git("branch", "side");
        var aside = CommitSha.Parse(shop.Remote.Commit("side", ("README.md", "Aside")));

        var run = () => RunAsync(shop, aside, "");

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("is not on branch 'main'");
        failure.Hint.Should().Be("Name the commit that the environment runs with --commit.");
    }

    [Fact]
    public static async Task Refuses_an_environment_that_no_check_uses()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () => RunAsync(shop, shop.Tip, "", environment: "dve");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Be("There is no environment 'dve' in gitops-promotion.yaml.");
    }

    [Fact]
    public static async Task Accepts_a_description_of_the_maximum_length()
    {
        await using var shop = await Shop.OpenAsync();

        (await RunAsync(shop, shop.Tip, new string('x', 140))).Description.Should().HaveLength(140);
    }

    [Fact]
    public static async Task Refuses_a_group_that_does_not_exist()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () =>
            new ReportStatus(shop.Repository, shop.Provider).RunAsync(
                GroupName.Parse("webshob"),
                Given.Environment("dev"),
                CommitStatusState.Success,
                shop.Tip,
                "",
                dryRun: false,
                CancellationToken.None
            );

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("has no folder webshob/dev/");
    }

    [Fact]
    public static async Task Refuses_a_description_that_is_too_long()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () => RunAsync(shop, shop.Tip, new string('x', 141));

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Be("The description has 141 characters; at most 140 are allowed.");
    }

    private static Task<CommitStatus> RunAsync(
        Shop shop,
        CommitSha commit,
        string description,
        bool dryRun = false,
        string environment = "dev"
    ) =>
        new ReportStatus(shop.Repository, shop.Provider).RunAsync(
            GroupName.Parse("webshop"),
            Given.Environment(environment),
            CommitStatusState.Success,
            commit,
            description,
            dryRun,
            CancellationToken.None
        );
}
