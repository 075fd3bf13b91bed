using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class StaleRetryTests
{
    [Fact]
    public static async Task Runs_again_until_nothing_has_changed()
    {
        JumpingTime time = new();
        var attempts = 0;

        var result = await new StaleRetry(time).RunAsync(
            _ => ++attempts < 3 ? throw Failure(isStale: true) : Task.FromResult(attempts),
            CancellationToken.None
        );

        result.Should().Be(3);
    }

    [Fact]
    public static async Task Throws_the_last_failure_after_forty_attempts_within_eighty_seconds()
    {
        JumpingTime time = new();
        var attempts = 0;

        var run = () =>
            new StaleRetry(time).RunAsync<int>(_ => throw Failure(isStale: true, ++attempts), CancellationToken.None);

        (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Be("Attempt 40 failed.");
        time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(30)).And.BeLessThan(TimeSpan.FromSeconds(80));
    }

    [Fact]
    public static async Task Does_not_run_again_after_another_failure()
    {
        var attempts = 0;

        var run = () =>
            new StaleRetry(new JumpingTime()).RunAsync<int>(
                _ => throw Failure(isStale: false, ++attempts),
                CancellationToken.None
            );

        await run.Should().ThrowAsync<PromotionException>();
        attempts.Should().Be(1);
    }

    private static PromotionException Failure(bool isStale, int attempt = 0) =>
        new(FailureKind.Rejected, $"Attempt {attempt} failed.") { IsStale = isStale };
}
