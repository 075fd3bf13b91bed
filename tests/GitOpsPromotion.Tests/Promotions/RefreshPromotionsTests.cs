using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Two apps on adjacent lines of one file, each with an open promotion.</summary>
[Trait("suite", "release")]
public static class RefreshPromotionsTests
{
    private const string DevManual = """
        environments:
          - {name: dev, auto: false}
          - {name: qa, auto: true}
        """;

    private const string CartBranch = "promote/webshop-cart";

    private static readonly ImagePolicy Cart = new(GroupName.Parse("webshop"), AppName.Parse("cart"));
    private static readonly ImagePolicy Search = new(GroupName.Parse("webshop"), AppName.Parse("search"));

    [Fact]
    public static async Task Rebuilds_a_promotion_that_conflicts_with_one_that_was_merged()
    {
        await using var shop = await ConflictingAsync();
        var cart = await shop.Provider.FindOpenPullRequestAsync(
            BranchName.Parse(CartBranch),
            BranchName.Parse("main"),
            CancellationToken.None
        );

        var outcome = (await RefreshAsync(shop)).Should().ContainSingle().Which;

        outcome.Obstacle.Should().Be(PromotionObstacle.Conflict);
        outcome.Problem.Should().BeNull();
        outcome.PullRequest.Should().Be(cart! with { Head = outcome.PullRequest.Head });
        await MergeAsync(shop, Cart);
        shop.Remote.Read("main", "webshop/dev/all.yaml").Should().Be(Manifest("2.0", "2.0").TrimEnd());
    }

    [Fact]
    public static async Task Does_not_push_to_a_branch_that_can_be_merged()
    {
        await using var shop = await NeighboursAsync();
        await shop.NewAsync("2.0");
        var head = shop.Remote.Resolve("promote/webshop-webui");
        await OpenAsync(shop, Search);
        await MergeAsync(shop, Search);

        (await RefreshAsync(shop)).Should().BeEmpty();

        shop.Remote.Resolve("promote/webshop-webui").Should().Be(head);
    }

    [Fact]
    public static async Task Does_not_push_to_a_branch_with_other_commits()
    {
        await using var shop = await ConflictingAsync();
        var head = shop.Remote.Commit(CartBranch, ("README.md", "A colleague's"));

        (await RefreshAsync(shop))
            .Should()
            .ContainSingle()
            .Which.Problem.Should()
            .EndWith("was not rebuilt: its branch has more than the promotion.");

        shop.Remote.Resolve(CartBranch).Should().Be(head);
    }

    [Fact]
    public static async Task Does_not_revert_an_environment()
    {
        await using var shop = await CartOpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/all.yaml", Manifest(cart: "3.0", search: "1.0")));

        (await RefreshAsync(shop))
            .Should()
            .ContainSingle()
            .Which.Problem.Should()
            .EndWith("was not rebuilt: environment dev has changed since, and its change would be reverted.");
    }

    [Fact]
    public static async Task Pushes_nothing_in_a_dry_run()
    {
        await using var shop = await ConflictingAsync();
        var refs = shop.Remote.Git("for-each-ref");

        (await RefreshAsync(shop, dryRun: true)).Should().ContainSingle().Which.Problem.Should().BeNull();

        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Is_shown_by_the_list()
    {
        await using var shop = await ConflictingAsync();

        var board = await new ListPromotions(shop.Repository, shop.Provider).RunAsync(
            group: null,
            Cart.App,
            CancellationToken.None
        );

        board.Rows.Single().Cells[0].Open!.Obstacles.Should().Equal(PromotionObstacle.Conflict);
    }

    private static string Manifest(string cart, string search) =>
        $$"""
            cart: "{{cart}}" # {"$imagepolicy": "webshop:cart:tag"}
            search: "{{search}}" # {"$imagepolicy": "webshop:search:tag"}

            """;

    private static Task<Shop> NeighboursAsync() =>
        Shop.OpenPreparedAsync("neighbours", () => Shop.OpenAsync(DevManual), AddNeighboursAsync);

    private static Task<Shop> CartOpenAsync() =>
        Shop.OpenPreparedAsync("cart", NeighboursAsync, shop => OpenAsync(shop, Cart));

    /// <summary>Search was merged, so the open promotion of cart conflicts.</summary>
    private static Task<Shop> ConflictingAsync() =>
        Shop.OpenPreparedAsync(
            "conflicting",
            CartOpenAsync,
            async shop =>
            {
                await OpenAsync(shop, Search);
                await MergeAsync(shop, Search);
            }
        );

    private static Task AddNeighboursAsync(Shop shop)
    {
        shop.Remote.Commit("main", ("webshop/dev/all.yaml", Manifest("1.0", "1.0")));
        return Task.CompletedTask;
    }

    private static async Task<PullRequest> OpenAsync(Shop shop, ImagePolicy policy) =>
        (
            (PromotionOutcome.Opened)
                await new StartPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
                    policy,
                    Given.Version("2.0"),
                    dryRun: false,
                    CancellationToken.None
                )
        ).PullRequest;

    private static Task<MergeOutcome> MergeAsync(Shop shop, ImagePolicy policy) =>
        new MergePromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
            policy,
            Given.Environment("dev"),
            reason: null,
            dryRun: false,
            CancellationToken.None
        );

    private static async Task<IReadOnlyList<RefreshOutcome>> RefreshAsync(Shop shop, bool dryRun = false) =>
        await new RefreshPromotions(shop.Repository, shop.Provider).RunAsync(
            await RemoteSnapshot.ReadAsync(shop.Repository, CancellationToken.None),
            dryRun,
            CancellationToken.None
        );
}
