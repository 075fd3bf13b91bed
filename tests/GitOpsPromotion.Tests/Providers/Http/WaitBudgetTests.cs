using System.Globalization;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.Http;

public sealed class WaitBudgetTests : ApiClientTest
{
    public WaitBudgetTests() =>
        Server = Server with
        {
            Throttle = throttled =>
                throttled.Response.Header("X-Busy") is { } busy
                    ? new(
                        TimeSpan.FromSeconds(int.Parse(busy, CultureInfo.InvariantCulture) * (1 << throttled.Earlier))
                    )
                    : null,
        };

    [Fact]
    public async Task Waits_as_long_as_the_server_asks()
    {
        Forge.Answers(TooManyRequests, "", "Retry-After: 42").Answers(OK, "{}");

        await SendAsync(Read);

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(42));
    }

    [Fact]
    public async Task Waits_until_a_date_by_the_clock_of_the_server()
    {
        Forge
            .Answers(
                TooManyRequests,
                "",
                "Date: Sat, 21 Nov 2026 12:00:00 GMT",
                "Retry-After: Sat, 21 Nov 2026 12:00:30 GMT"
            )
            .Answers(OK, "{}");

        await SendAsync(Read);

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Waits_a_minute_where_the_server_does_not_say_how_long()
    {
        Forge.Answers(TooManyRequests).Answers(OK, "{}");

        await SendAsync(Read);

        Time.Elapsed.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Knows_how_the_forge_says_that_it_is_busy()
    {
        Forge.Answers(Forbidden, "", "X-Busy: 10").Answers(OK, "", "X-Busy: 10").Answers(OK, "{}");

        await SendAsync(Write);

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(30));
        Forge.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Ends_with_one_sentence()
    {
        Forge.Answers(TooManyRequests, "", "Retry-After: 3600");

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be(
                "Pull request 7 was not read: rate limit of api.example.com exceeded; it resets at 1970-01-01 01:00:00 UTC."
            );
        Time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Asks_no_more_before_the_time_that_was_too_long_to_wait_for()
    {
        Forge.Answers(TooManyRequests, "", "Retry-After: 3600");
        var client = Client();
        await FailureOf(() => client.SendAsync(Read, CancellationToken.None));

        var failure = await FailureOf(() => client.SendAsync(Read, CancellationToken.None));

        failure.Message.Should().Contain("it resets at 1970-01-01 01:00:00 UTC");
        Forge.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Ends_where_nobody_waits_for_the_answer_any_more()
    {
        Forge.Answers(TooManyRequests, "", "Retry-After: 20").Answers(TooManyRequests, "", "Retry-After: 20");
        var client = Client();
        var read = Read with { Deadline = Time.GetUtcNow() + TimeSpan.FromSeconds(30) };

        var failure = await FailureOf(() => client.SendAsync(read, CancellationToken.None));

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("it resets at 1970-01-01 00:00:40 UTC");
        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Is_shared_by_all_requests()
    {
        Forge
            .Answers(TooManyRequests, "", "Retry-After: 200")
            .Answers(OK, "{}")
            .Answers(TooManyRequests, "", "Retry-After: 200");
        var client = Client();
        await client.SendAsync(Read, CancellationToken.None);

        var failure = await FailureOf(() => client.SendAsync(Read, CancellationToken.None));

        failure.Message.Should().Contain("it resets at 1970-01-01 00:06:40 UTC");
    }

    [Fact]
    public async Task Lets_the_next_request_wait_where_an_answer_asks_for_it()
    {
        Forge.Answers(OK, "{}", "Retry-After: 9").Answers(OK, "{}").Answers(OK, "{}");
        var client = Client();

        await client.SendAsync(Read, CancellationToken.None);
        Time.Elapsed.Should().Be(TimeSpan.Zero);
        await client.SendAsync(Read, CancellationToken.None);
        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(9));
        await client.SendAsync(Read, CancellationToken.None);

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Does_not_wait_for_ever_for_a_server_that_is_always_busy()
    {
        for (var i = 0; i < 60; i++)
        {
            Forge.Answers(TooManyRequests, "", "Retry-After: 0");
        }

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        Forge.Left.Should().Be(0);
    }
}
