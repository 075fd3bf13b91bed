using System.Security.Authentication;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.Http;

public sealed class RetryTests : ApiClientTest
{
    private static readonly HttpRequestException Refused = new(
        HttpRequestError.ConnectionError,
        "Connection refused (api.example.com:443)"
    );

    private static readonly HttpRequestException Ended = new(HttpRequestError.ResponseEnded, "It ended early.");

    [Fact]
    public async Task Read_again_what_failed()
    {
        Forge
            .Fails(Refused)
            .Fails(Ended)
            .Fails(new HttpIOException(HttpRequestError.ResponseEnded))
            .Answers(BadGateway, "<html>", "Content-Type: text/html")
            .Answers(OK, """{"title":"It"}""");

        var response = await SendAsync(Read);

        response.Read(SampleJson.Default.Sample).Title.Should().Be("It");
        Time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "the host api.example.com was not found (why)")]
    [InlineData(HttpRequestError.ConnectionError, "there is no connection to api.example.com (why)")]
    [InlineData(HttpRequestError.SecureConnectionError, "there is no secure connection to api.example.com (why)")]
    [InlineData(HttpRequestError.ResponseEnded, "api.example.com closed the connection (why)")]
    public async Task Give_up_in_the_end(HttpRequestError error, string why)
    {
        for (var i = 0; i < 6; i++)
        {
            Forge.Fails(new HttpRequestException(error, "why."));
        }

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Be($"Pull request 7 was not read: {why}.");
        failure.MayHaveTakenEffect.Should().BeFalse();
        Forge.Left.Should().Be(0);
    }

    [Fact]
    public async Task Do_not_insist_on_a_server_with_a_bad_certificate()
    {
        Forge.Fails(
            new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                "See inner exception.",
                new AuthenticationException("The certificate has expired.")
            )
        );

        var failure = await FailureOf(Read);

        failure
            .Message.Should()
            .Be(
                "Pull request 7 was not read: there is no secure connection to api.example.com (The certificate has expired)."
            );
    }

    [Fact]
    public async Task Give_up_on_a_server_that_keeps_failing()
    {
        for (var i = 0; i < 6; i++)
        {
            Forge.Answers(ServiceUnavailable, $"down for {Token}");
        }

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be("Pull request 7 was not read: api.example.com failed with status 503 (down for ***).");
    }

    [Fact]
    public async Task Send_again_a_write_that_never_got_there()
    {
        Forge.Fails(Refused).Answers(Created, "{}");

        (await SendAsync(Write)).Status.Should().Be(Created);
    }

    [Fact]
    public async Task Do_not_send_again_a_write_that_may_have_been_done()
    {
        Forge.Fails(Ended);

        var failure = await FailureOf(Write);

        failure.MayHaveTakenEffect.Should().BeTrue();
        failure
            .Message.Should()
            .Be(
                "No pull request was opened: api.example.com closed the connection (It ended early); it may have taken effect."
            );
        Forge.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Do_not_send_again_a_write_that_the_server_failed_on()
    {
        Forge.Answers(BadGateway);

        (await FailureOf(Write)).MayHaveTakenEffect.Should().BeTrue();
    }

    [Fact]
    public async Task Send_again_a_write_that_may_be_done_twice()
    {
        Forge.Fails(Ended).Answers(BadGateway).Answers(Created, "{}");

        (await SendAsync(Write with { IsRepeatable = true })).Status.Should().Be(Created);
    }

    [Fact]
    public async Task Wait_as_long_as_a_failing_server_asks()
    {
        Forge.Answers(ServiceUnavailable, "", "Retry-After: 17").Answers(OK, "{}");

        await SendAsync(Read);

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task Do_not_send_what_rests_on_a_read_after_a_wait_that_the_server_asked_for()
    {
        Forge.Answers(TooManyRequests, "", "Retry-After: 17");

        (await Client().TrySendAsync(Write, CancellationToken.None)).Should().BeNull();

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(17));
        Forge.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Say_that_a_lost_write_may_have_taken_effect()
    {
        Forge.Fails(Ended);

        var failure = await FailureOf(() => Client().SendAsync(Write, CancellationToken.None));

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.MayHaveTakenEffect.Should().BeTrue();
        Forge.Requests.Should().ContainSingle();
    }
}
