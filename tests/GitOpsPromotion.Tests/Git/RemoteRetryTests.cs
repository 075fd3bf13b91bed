using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Retries reads and fetches after transient failures.</summary>
public sealed class RemoteRetryTests : RemoteRetryTest
{
    [Theory]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status502BadGateway)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    public async Task Reads_refs_after_two_failures_of_the_server(int status)
    {
        Fail(2, "info/refs", status);

        (await Repository.TipAsync()).Should().Be(Tip);

        Time.Elapsed.Should().BeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("info/refs")]
    [InlineData("git-upload-pack")]
    public async Task Fetches_after_two_failures_of_the_server(string request)
    {
        Fail(2, request, StatusCodes.Status502BadGateway);

        await Repository.Remote.FetchAsync([Tip], default);

        (await Repository.ReadTextAsync(Tip, "web.yaml")).Should().Be("tag: 2\n");
    }

    [Fact]
    public async Task Reports_each_delay_and_its_reason()
    {
        List<Wait> waits = [];
        await using var watched = await GitRepository.OpenAsync(
            Clone.Path,
            _ => new GitCredential(GitHttpServer.UserName, Server.Token),
            trace: null,
            new WatchedTime(Time, new Watcher(waits)),
            default
        );
        Fail(2, "info/refs", StatusCodes.Status502BadGateway);

        await watched.TipAsync();

        waits.Should().HaveCount(2);
        var wait = waits[0].Should().BeOfType<Wait.ForServer>().Which;
        wait.Host.Should().Be("127.0.0.1");
        wait.Failure.Should().Contain("returned error: 502");
    }

    [Fact]
    public async Task Fetches_after_a_broken_connection()
    {
        FailWith(1, "git-upload-pack", context => context.Abort());

        await Repository.Remote.FetchAsync([Tip], default);

        (await Repository.FindCommitAsync(Tip, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Gives_up_after_the_maximum_number_of_attempts()
    {
        Fail(int.MaxValue, "info/refs", StatusCodes.Status503ServiceUnavailable);

        var read = () => Repository.TipAsync();

        (await read.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unavailable);
        Server.Requests.Should().HaveCount(RetryLimits.MaxAttempts);
    }

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden)]
    [InlineData(StatusCodes.Status404NotFound)]
    public async Task Does_not_retry_a_rejected_request(int status)
    {
        Fail(int.MaxValue, "info/refs", status);

        var read = () => Repository.TipAsync();

        await read.Should().ThrowAsync<PromotionException>();
        Server.Requests.Should().ContainSingle();
        Time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Stops_when_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        FailWith(
            int.MaxValue,
            "info/refs",
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                cancellation.Cancel();
            }
        );

        var read = () => Repository.Remote.ReadRefsAsync(["refs/heads/main"], cancellation.Token);

        await read.Should().ThrowAsync<OperationCanceledException>();
        Server.Requests.Should().ContainSingle();
    }

    private sealed class Watcher(List<Wait> waits) : IProgress<WaitReport>
    {
        public void Report(WaitReport value) => waits.Add(value.Wait);
    }
}
