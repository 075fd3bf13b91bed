using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class ContinuePromotionTests
{
    private const string InDev =
        """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","feature":"","type":"promote"} -->""";

    [Fact]
    public static async Task Promotes_the_version_to_the_next_environment()
    {
        await using var shop = await Shop.OpenStartedAsync();
        var merged = shop.Tip;

        var outcome = await shop.PromoteAsync(merged);

        var opened = outcome.Should().BeOfType<PromotionOutcome.Opened>().Which;
        opened.Promotion.Environment.Value.Should().Be("qa");
        opened.PullRequest.Title.Should().Be("Promote webshop/webui version 2.0 to environment qa");
        opened.PullRequest.AutoMerge.Should().BeTrue();
        opened.PullRequest.State.Should().Be(PullRequestState.Open, "its check has not passed");
        PromotionMetadata
            .Parse(opened.PullRequest.Description)
            .Should()
            .BeOfType<ParsedMetadata.Valid>()
            .Which.Metadata.SourceCommit.Should()
            .Be(merged);
    }

    [Fact]
    public static async Task Changes_nothing_when_it_runs_again()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        var refs = shop.Remote.Git("for-each-ref");

        await shop.PromoteAsync(shop.Tip);

        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Disables_auto_merge_before_it_pushes_what_must_be_merged_manually()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        var merged = shop.Tip;
        shop.Remote.Commit("main", ("gitops-promotion.yaml", ShopStarts.QaManual));
        shop.Remote.WriteHook(
            "update",
            """
            test "$1" = refs/heads/promote/webshop-webui || exit 0
            git log -1 --format=%b refs/gitops-promotion/open/promote/webshop-webui > state-at-push
            """
        );

        var opened = (await shop.PromoteAsync(merged)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.PullRequest.AutoMerge.Should().BeFalse();
        var state = await File.ReadAllTextAsync(Path.Combine(shop.Remote.Path, "state-at-push"));
        state.Should().Contain("\"autoMerge\": false");
    }

    [Fact]
    public static async Task Continues_if_the_default_branch_has_newer_commits()
    {
        await using var shop = await Shop.OpenStartedAsync();
        var merged = shop.Tip;
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", Shop.Manifest("1.5")));

        var opened = (await shop.PromoteAsync(merged)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Promotion.SourceCommit.Should().Be(merged);
        opened.Changes.Should().ContainSingle().Which.OldValue.Should().Be("1.5");
    }

    [Fact]
    public static async Task Skips_a_commit_without_a_pull_request()
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.NoPullRequest>();
    }

    [Theory]
    [InlineData("A person's own pull request", typeof(PromotionOutcome.UnrelatedPullRequest))]
    [InlineData(
        """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","feature":"x","type":"feature"} -->""",
        typeof(PromotionOutcome.Review)
    )]
    public static async Task Skips_a_pull_request_that_is_not_a_promotion(string body, Type outcome)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.OpenManuallyAsync(MergeMode.Immediately, body, ("webshop/dev/app.yaml", Shop.Manifest("2.0")));

        (await shop.PromoteAsync(shop.Tip)).Should().BeOfType(outcome);
    }

    [Fact]
    public static async Task Stops_after_the_last_environment()
    {
        await using var shop = await ShopStarts.OpenToProdAsync();
        await shop.MergeAsync("prod");

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.LastEnvironment>().Which.Environment.Value.Should().Be("prod");
        shop.VersionIn("prod").Should().Be("2.0");
    }

    [Fact]
    public static async Task Skips_a_pull_request_that_changes_no_version()
    {
        await using var shop = await Shop.OpenStartedAsync();
        await shop.OpenManuallyAsync(MergeMode.Immediately, InDev, ("README.md", "Not a promotion.\n"));
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.NoVersionChange>().Which.Environment.Value.Should().Be("dev");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Skips_a_pull_request_of_another_branch()
    {
        await using var shop = await Shop.OpenStartedAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        await shop.OpenManuallyAsync(
            MergeMode.Immediately,
            InDev,
            ("webshop/dev/app.yaml", Shop.Manifest("2.0")),
            "topic/rollback"
        );

        (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.UnrelatedPullRequest>();
    }
}
