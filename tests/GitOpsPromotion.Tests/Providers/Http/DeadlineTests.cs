using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.Http;

public sealed class DeadlineTests : ApiClientTest
{
    public DeadlineTests() =>
        Server = Server with { Deadline = TimeSpan.FromMilliseconds(30), MaxWait = TimeSpan.FromMilliseconds(40) };

    [Fact]
    public async Task Ends_a_request_that_gets_no_answer()
    {
        Forge.IsSilent();

        var failure = await FailureOf(Write);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.MayHaveTakenEffect.Should().BeTrue();
        failure
            .Message.Should()
            .Be(
                "No pull request was opened: api.example.com did not answer within 0.03 seconds; it may have taken effect."
            );
    }

    [Fact]
    public async Task Counts_as_waiting()
    {
        Forge.IsSilent().IsSilent();

        var failure = await FailureOf(Read);

        failure.Message.Should().Be("Pull request 7 was not read: api.example.com did not answer within 0.03 seconds.");
        Forge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Is_not_what_ends_a_cancelled_request()
    {
        using CancellationTokenSource cancellation = new();
        Forge.Answers(
            async (_, token) =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("It is cancelled.");
            }
        );

        var send = () => Client().SendAsync(Read, cancellation.Token);

        await send.Should().ThrowAsync<OperationCanceledException>();
        Forge.Requests.Should().ContainSingle();
    }
}
