using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class ListPromotionsTests
{
    [Fact]
    public static async Task Shows_the_version_of_each_environment_and_which_are_behind()
    {
        await using var shop = await Shop.OpenAsync();
        var pullRequest = await shop.PromoteToQaAsync("2.0");

        var board = await ReadAsync(shop);

        var row = board.Rows.Should().ContainSingle().Which;
        row.Policy.Should().Be(Given.Webui);
        row.Cells.Select(cell => string.Join(",", cell.Versions)).Should().Equal("2.0", "1.0", "1.0");
        row.Cells.Select(cell => cell.IsBehind).Should().Equal(false, true, false);
        row.Cells[1].Open!.PullRequest.Number.Should().Be(pullRequest.Number);
        row.Cells[1].Open!.Version.Tag.Value.Should().Be("2.0");
        row.Cells[0].Slots.Should().ContainSingle().Which.Path.Should().Be("webshop/dev/app.yaml");
        board.Problems.Should().BeEmpty();
    }

    [Fact]
    public static async Task Shows_every_version_if_manifests_differ()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit(
            "main",
            (
                "webshop/dev/more.yaml",
                """
                image: ghcr.io/webshop/webui:1.1 # {"$imagepolicy": "webshop:webui"}
                tag: ghcr.io/webshop/webui:1.2 # {"$imagepolicy": "webshop:webui:tag"}
                name: ghcr.io/webshop/webui # {"$imagepolicy": "webshop:webui:name"}
                """
            )
        );

        (await ReadAsync(shop)).Rows.Single().Cells[0].Versions.Should().Equal("1.0", "1.1", "1.2");
    }

    [Fact]
    public static async Task Shows_no_environment_as_behind_that_does_not_deploy_the_app()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit(
            "main",
            ("webshop/dev/app.yaml", "a: b\n"),
            ("webshop/qa/app.yaml", Shop.Manifest("2.0")),
            ("webshop/prod/app.yaml", "a: b\n")
        );

        (await ReadAsync(shop)).Rows.Single().Cells.Should().OnlyContain(cell => !cell.IsBehind);
    }

    [Fact]
    public static async Task Shows_a_digest_if_there_is_no_tag()
    {
        await using var shop = await Shop.OpenAsync();
        var digest = "sha256:" + new string('0', 64);
        shop.Remote.Commit(
            "main",
            ("webshop/dev/app.yaml", $$"""digest: {{digest}} # {"$imagepolicy": "webshop:webui:digest"}""" + "\n")
        );

        (await ReadAsync(shop)).Rows.Single().Cells[0].Versions.Should().Equal(digest);
    }

    [Theory]
    [InlineData("webshop", null, 1)]
    [InlineData("other", null, 0)]
    [InlineData(null, "webui", 1)]
    [InlineData(null, "cart", 0)]
    public static async Task Filters_by_group_and_app(string? group, string? app, int rows)
    {
        await using var shop = await Shop.OpenAsync();

        var board = await new ListPromotions(shop.Repository, shop.Provider).RunAsync(
            group is null ? null : GroupName.Parse(group),
            app is null ? null : AppName.Parse(app),
            CancellationToken.None
        );

        board.Rows.Should().HaveCount(rows);
    }

    [Fact]
    public static async Task Names_a_manifest_that_cannot_be_read_and_shows_the_others()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/broken.yaml", "a: [ # {\"$imagepolicy\": \"webshop:webui\"}\n"));

        var board = await ReadAsync(shop);

        board.Problems.Should().ContainSingle().Which.Should().Contain("webshop/dev/broken.yaml");
        board.Rows.Should().ContainSingle();
    }

    [Fact]
    public static async Task Names_a_pull_request_with_a_damaged_description_and_shows_the_others()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        shop.Remote.Git("branch", "promote/webshop-cart", "main");
        await shop.Provider.OpenPullRequestAsync(
            new DesiredPullRequest(
                BranchName.Parse("promote/webshop-cart"),
                BranchName.Parse("main"),
                CommitSha.Parse(shop.Remote.Commit("promote/webshop-cart", ("webshop/dev/cart.yaml", "a: b\n"))),
                "A title",
                "<!-- metadata = {} -->",
                MergeMode.Manual
            ),
            open: null,
            CancellationToken.None
        );

        var board = await ReadAsync(shop);

        board
            .Problems.Should()
            .Equal(
                "Pull request 3 is not shown: its description cannot be read: its \"group\" is missing or not valid."
            );
        board.Rows.Single().Cells[1].Open!.PullRequest.Number.Should().Be(2);
    }

    [Fact]
    public static async Task Shows_the_versions_if_pull_requests_cannot_be_read()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        shop.Remote.Git("update-ref", "refs/gitops-promotion/open/promote/webshop-cart", "main");

        var board = await ReadAsync(shop);

        board.HasPullRequests.Should().BeFalse();
        board
            .Problems.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("No pull requests are shown. ")
            .And.Contain("refs/gitops-promotion/open/promote/webshop-cart")
            .And.Contain("delete it");
        board.Rows.Single().Cells.Select(cell => cell.Versions.Single()).Should().Equal("2.0", "1.0", "1.0");
    }

    [Fact]
    public static async Task Shows_folders_with_markers_if_the_configuration_cannot_be_read()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        shop.Remote.Commit(
            "main",
            ("webshop/docs/page.md", "text\n"),
            ("gitops-promotion.yaml", "environments: dev\n")
        );

        var board = await ReadAsync(shop);

        board.ConfigurationFailure!.Message.Should().Contain("environments");
        board
            .Rows.Single()
            .Cells.Select(cell => $"{cell.Environment} {cell.Versions.Single()} {cell.IsBehind}")
            .Should()
            .Equal("dev 2.0 False", "prod 1.0 False", "qa 1.0 False");
        board.Rows.Single().Cells[2].Open!.PullRequest.Number.Should().Be(2);
    }

    [Fact]
    public static async Task Shows_no_pull_requests_without_a_provider()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);

        var board = await new ListPromotions(shop.Repository, provider: null).RunAsync(
            null,
            null,
            CancellationToken.None
        );

        board.HasPullRequests.Should().BeFalse();
        board.Rows.Single().Cells.Should().OnlyContain(cell => cell.Open == null);
    }

    private static Task<Board> ReadAsync(Shop shop) =>
        new ListPromotions(shop.Repository, shop.Provider).RunAsync(null, null, CancellationToken.None);
}
