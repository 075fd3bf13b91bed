using System.Net;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <remarks>Limits of requests.</remarks>
public sealed partial class AzureDevOpsErrorsTests
{
    [Theory]
    [InlineData("Retry-After: 99999999999999999999")]
    [InlineData("X-RateLimit-Reset: 99999999999999999999")]
    [InlineData("X-RateLimit-Reset: 253402300799")]
    public async Task Do_not_wait_for_a_time_out_of_range(string header)
    {
        Forge.On("GET pullrequests", TooManyRequests, "{}", header);

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("it resets at");
    }

    [Theory]
    [InlineData(TooManyRequests, "Retry-After: 42", 42)]
    [InlineData(TooManyRequests, "X-RateLimit-Reset: 30", 31)]
    [InlineData(TooManyRequests, "X-Nothing: said", 60)]
    [InlineData(Forbidden, "Retry-After: 10", 10)]
    [InlineData(BadRequest, "X-Nothing: said", 60)]
    public async Task Wait_where_too_much_was_asked(HttpStatusCode status, string header, int seconds)
    {
        const string blocked =
            "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency'.";
        Forge
            .On("GET pullrequests", status, blocked, "Content-Type: text/plain", header)
            .On("GET pullrequests", List());

        (await FindOpenAsync()).Should().BeNull();

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Wait_where_the_server_delays_what_it_answers()
    {
        Forge.On("GET pullrequests", OK, List(Pull()), "Retry-After: 7").On("GET pullrequests/7", Pull());
        BranchIsAt(Head);

        await FindOpenAsync();

        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(7));
    }
}
