using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>What <c>merge</c> requires.</summary>
[Trait("suite", "release")]
public static class MergeGateTests
{
    [Fact]
    public static async Task Refuses_a_version_without_a_status_and_explains_how_to_report_it()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        var started = shop.Time.Elapsed;

        var failure = await RefusalAsync(shop);

        failure.Message.Should().StartWith("Pull request 2 was not merged: no status for webshop-dev was reported");
        failure
            .Hint.Should()
            .Contain("gitops-promotion report --group webshop --environment dev --state success")
            .And.Contain("--override REASON");
        shop.Time.Elapsed.Should().Be(started);
    }

    [Fact]
    public static async Task Refuses_a_version_that_failed_after_its_check_had_passed()
    {
        await using var shop = await ShopStarts.OpenCheckedAsync();
        await shop.ReportAsync("dev", CommitStatusState.Failure);

        var failure = await RefusalAsync(shop);

        failure.Message.Should().Contain("gitops-promotion/webshop-dev failed on commit");
        failure.Hint.Should().StartWith("Fix environment dev");
    }

    [Fact]
    public static async Task Refuses_a_version_that_was_reverted_after_its_check_had_passed()
    {
        await using var shop = await ShopStarts.OpenCheckedAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        var failure = await RefusalAsync(shop);

        failure.Message.Should().Contain("environment dev no longer has version 2.0");
    }

    [Fact]
    public static async Task Refuses_a_version_that_is_still_pending()
    {
        await using var shop = await ShopStarts.OpenToQaAsync(CommitStatusState.Pending);

        (await RefusalAsync(shop)).Message.Should().Contain("gitops-promotion/webshop-dev is pending on commit");
    }

    [Fact]
    public static async Task Refuses_in_a_dry_run_too()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);

        var run = () => shop.MergeAsync("qa", dryRun: true);

        await run.Should().ThrowAsync<PromotionException>();
    }

    [Fact]
    public static async Task Merges_a_version_that_succeeded_although_a_later_commit_is_pending()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit("main", ("README.md", "Unrelated"));
        await shop.ReportAsync("dev", CommitStatusState.Pending);

        await shop.MergeAsync("qa");

        shop.VersionIn("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Needs_no_status_for_the_first_environment()
    {
        await using var shop = await Shop.OpenStartedAsync(ShopStarts.DevManual);

        await shop.MergeAsync("dev");

        shop.VersionIn("dev").Should().Be("2.0");
    }

    [Fact]
    public static async Task Merges_without_the_gate_for_a_reason_and_records_the_reason()
    {
        await using var shop = await ShopStarts.OpenToQaAsync(CommitStatusState.Failure);

        await shop.MergeAsync("qa", reason: "dev is broken, qa needs the fix");

        shop.VersionIn("qa").Should().Be("2.0");
        shop.Remote.Git("log", "-1", "--format=%B", "main")
            .TrimEnd()
            .Should()
            .EndWith("\n\nGate overridden: dev is broken, qa needs the fix");
    }

    [Fact]
    public static async Task Verifies_the_branch_even_with_a_reason()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        shop.Remote.Commit("promote/webshop-webui", ("webshop/prod/app.yaml", Shop.Manifest("2.0")));

        var run = () => shop.MergeAsync("qa", reason: "no time");

        (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("webshop/prod/app.yaml");
        shop.VersionIn("prod").Should().Be("1.0");
    }

    [Fact]
    public static async Task Is_required_for_auto_merge_of_the_provider_git()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.PullRequest.AutoMerge.Should().BeTrue();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        var check = () => shop.CheckAsync();

        await check.Should().ThrowAsync<PromotionException>();
        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Does_not_count_a_check_that_has_passed_on_another_head()
    {
        await using var shop = await ShopStarts.OpenCheckedAsync();
        shop.Remote.Commit(
            "main",
            ("gitops-promotion.yaml", Shop.PerApp),
            ("webshop/dev/app.yaml", Shop.Manifest("3.0"))
        );
        var source = shop.Tip;
        shop.Remote.Commit("promote/webshop-webui", ("webshop/qa/app.yaml", Shop.Manifest("3.0")));

        await shop.PromoteAsync(source);

        shop.VersionIn("qa").Should().Be("1.0");
    }

    private static async Task<PromotionException> RefusalAsync(Shop shop)
    {
        var run = () => shop.MergeAsync("qa");

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        shop.VersionIn("qa").Should().Be("1.0");
        return failure;
    }
}
