using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Which statuses a check counts, and what it says when the gate does not open in time.</summary>
public static class GateTimeoutTests
{
    [Theory]
    [InlineData(CommitStatusState.Failure, FailureKind.Rejected, "gitops-promotion/webshop-dev failed on commit")]
    [InlineData(CommitStatusState.Pending, FailureKind.TimedOut, "gitops-promotion/webshop-dev is pending on commit")]
    public static async Task Waits_until_the_timeout_for_statuses_that_did_not_succeed(
        CommitStatusState state,
        FailureKind kind,
        string message
    )
    {
        await using var shop = await ShopStarts.OpenToQaAsync(state);
        var started = shop.Time.Elapsed;

        var run = () => shop.CheckAsync();

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(kind);
        failure.Message.Should().Contain(message);
        (shop.Time.Elapsed - started).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Times_out_without_a_status()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.TimedOut);
    }

    [Fact]
    public static async Task Counts_a_status_of_a_later_commit_with_the_version()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        var later = CommitSha.Parse(shop.Remote.Commit("main", ("README.md", "Unrelated")));
        await shop.ReportAsync("dev", commit: later);

        var passed = (StatusOutcome.Passed)await shop.CheckAsync();

        passed.Commits.Should().Equal(later);
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Does_not_count_a_status_from_before_a_time_without_the_version()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("2.1")));
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("2.0")));
        var back = shop.Tip;

        var early = () => shop.CheckAsync();
        (await early.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.TimedOut);
        await shop.ReportAsync("dev", commit: back);

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>().Which.Commits.Should().Equal(back);
    }

    [Fact]
    public static async Task Fails_if_the_environment_before_was_reverted()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("environment dev no longer has version 2.0");
        shop.VersionIn("qa").Should().Be("1.0");
    }
}
