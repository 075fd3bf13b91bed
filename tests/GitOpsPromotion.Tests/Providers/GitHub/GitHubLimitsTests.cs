using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubLimitsTests : ScriptedGitHubTest
{
    private const string Secondary = "You have exceeded a secondary rate limit. Please wait a few minutes.";

    [Theory]
    [InlineData(Forbidden)]
    [InlineData(TooManyRequests)]
    public async Task Are_over_when_GitHub_says(System.Net.HttpStatusCode status)
    {
        Api.Answers(status, Message(Secondary), "Retry-After: 17").Answers(OK, "[]");

        (await FindOpenAsync()).Should().BeNull();

        Waited.Should().Be(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task Are_over_after_a_minute_and_then_two_where_GitHub_does_not_say()
    {
        Api.Answers(Forbidden, Message(Secondary)).Answers(Forbidden, Message(Secondary)).Answers(OK, "[]");

        (await FindOpenAsync()).Should().BeNull();

        Waited.Should().Be(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Are_over_at_the_reset()
    {
        Api.Answers(
                Forbidden,
                Message("API rate limit exceeded for user ID 1."),
                "Date: Sat, 21 Nov 2026 12:00:00 GMT",
                "x-ratelimit-remaining: 0",
                "x-ratelimit-reset: 1795262460"
            )
            .Answers(OK, "[]");

        (await FindOpenAsync()).Should().BeNull();

        Waited.Should().Be(TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task End_the_command_where_they_last_too_long()
    {
        Api.Answers(
            Forbidden,
            Message("API rate limit exceeded for user ID 1."),
            "Date: Sat, 21 Nov 2026 12:00:00 GMT",
            "x-ratelimit-remaining: 0",
            "x-ratelimit-reset: 1795265999"
        );

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("exceeded; it resets at");
        Waited.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("253402300799", "Date: Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("253402300800", "Date: Sat, 21 Nov 2026 12:00:00 GMT")]
    public async Task End_the_command_where_the_reset_is_out_of_range(string reset, string date)
    {
        Api.Answers(
            Forbidden,
            Message("API rate limit exceeded for user ID 1."),
            date,
            "x-ratelimit-remaining: 0",
            $"x-ratelimit-reset: {reset}"
        );
        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("rate limit of");
    }

    [Theory]
    [InlineData("""{"type":"RATE_LIMITED","message":"API rate limit exceeded for user ID 1."}""", 60)]
    [InlineData("""{"type":"RATE_LIMIT","message":"Too much."}""", 60)]
    [InlineData("""{"message":"You have exceeded a secondary rate limit."}""", 60)]
    [InlineData("""{"message":"Something went wrong while executing your query."}""", 1)]
    public async Task Are_told_by_GraphQL_with_status_200(string error, int seconds)
    {
        Api.Answers(OK, $$"""{"data":null,"errors":[{{error}}]}""")
            .Answers(OK, RepositoryAnswer())
            .Answers(Created, Document());

        (await OpenAsync()).Number.Should().Be(7);

        Waited.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Hold_for_writes_too()
    {
        Api.Answers(OK, RepositoryAnswer())
            .Answers(Forbidden, Message(Secondary), "Retry-After: 5")
            .Answers(Created, Document());

        (await OpenAsync()).Number.Should().Be(7);

        Asked.Should().Equal("POST graphql", "POST pulls", "POST pulls");
    }
}
