using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A server that fails a few times, over git's own HTTP backend. Every pause is over at once.</summary>
public sealed class RemoteRetryTests : IAsyncLifetime
{
    private const string Branch = "refs/heads/promote/apps-web";

    private readonly GitSandbox sandbox = new();
    private readonly JumpingTime time = new();
    private GitHttpServer server = null!;
    private TestRepository remote = null!;
    private TestRepository clone = null!;
    private GitRepository repository = null!;
    private CommitSha tip = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GitHttpServer.StartAsync(sandbox.Path);
        remote = sandbox.CreateRemote("org/remote.git");
        remote.Commit("main", ("web.yaml", "tag: 1\n"));
        clone = sandbox.Clone(remote);
        clone.Git("remote", "set-url", "origin", server.AddressOf("org/remote.git"));
        tip = CommitSha.Parse(remote.Commit("main", ("web.yaml", "tag: 2\n")));
        repository = await GitRepository.OpenAsync(
            clone.Path,
            _ => new GitCredential(GitHttpServer.UserName, server.Token),
            trace: null,
            time,
            default
        );
    }

    [Theory]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status502BadGateway)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    public async Task Reads_refs_from_a_server_that_failed_twice(int status)
    {
        Fail(2, "info/refs", status);

        (await repository.TipAsync()).Should().Be(tip);

        time.Elapsed.Should().BeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("info/refs")]
    [InlineData("git-upload-pack")]
    public async Task Fetches_from_a_server_that_failed_twice(string request)
    {
        Fail(2, request, StatusCodes.Status502BadGateway);

        await repository.Remote.FetchAsync([tip], default);

        (await repository.ReadTextAsync(tip, "web.yaml")).Should().Be("tag: 2\n");
    }

    [Fact]
    public async Task Says_what_it_waits_for()
    {
        List<Wait> waits = [];
        await using var watched = await GitRepository.OpenAsync(
            clone.Path,
            _ => new GitCredential(GitHttpServer.UserName, server.Token),
            trace: null,
            new WatchedTime(time, new Watcher(waits)),
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
    public async Task Fetches_over_a_connection_that_was_lost()
    {
        FailWith(1, "git-upload-pack", context => context.Abort());

        await repository.Remote.FetchAsync([tip], default);

        (await repository.FindCommitAsync(tip, default)).Should().NotBeNull();
    }

    [Theory]
    [InlineData("info/refs")]
    [InlineData("git-receive-pack")]
    public async Task Pushes_to_a_server_that_failed_twice(string request)
    {
        await repository.Remote.FetchAsync([tip], default);
        Fail(2, request, StatusCodes.Status503ServiceUnavailable);

        (await PushAsync(new RefUpdate(Branch, tip, Expected: null))).Should().Be(PushResult.Accepted);

        remote.Resolve(Branch).Should().Be(tip.Value);
    }

    [Fact]
    public async Task Takes_a_push_for_accepted_whose_answer_was_lost()
    {
        const string old = "refs/heads/old";
        await repository.Remote.FetchAsync([tip], default);
        remote.Git("update-ref", old, tip.Value);
        FailWith(
            1,
            "POST git-receive-pack",
            context =>
            {
                remote.Git("update-ref", Branch, tip.Value);
                remote.Git("update-ref", "-d", old);
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
            }
        );

        // git refuses to delete a ref that is gone, so the second attempt does not pass by itself.
        (await PushAsync(new RefUpdate(Branch, tip, Expected: null), new RefUpdate(old, New: null, Expected: tip)))
            .Should()
            .Be(PushResult.Accepted);
    }

    [Fact]
    public async Task Is_stale_where_somebody_else_pushed_while_the_connection_was_lost()
    {
        await repository.Remote.FetchAsync([tip], default);
        var theirs = remote.Resolve("main~1");
        FailWith(
            1,
            "POST git-receive-pack",
            context =>
            {
                remote.Git("update-ref", Branch, theirs);
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
            }
        );

        (await PushAsync(new RefUpdate(Branch, tip, Expected: null))).Should().Be(PushResult.Stale);

        remote.Resolve(Branch).Should().Be(theirs);
    }

    [Fact]
    public async Task Gives_up_after_as_many_failures_as_requests_do()
    {
        Fail(int.MaxValue, "info/refs", StatusCodes.Status503ServiceUnavailable);

        var read = () => repository.TipAsync();

        (await read.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unavailable);
        server.Requests.Should().HaveCount(RetryLimits.MaxAttempts);
    }

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden)]
    [InlineData(StatusCodes.Status404NotFound)]
    public async Task Does_not_ask_again_what_was_refused(int status)
    {
        Fail(int.MaxValue, "info/refs", status);

        var read = () => repository.TipAsync();

        await read.Should().ThrowAsync<PromotionException>();
        server.Requests.Should().ContainSingle();
        time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Does_not_push_again_what_a_hook_refused()
    {
        await repository.Remote.FetchAsync([tip], default);
        remote.WriteHook("pre-receive", "echo 'Internal Server Error: no promotions on Fridays.' >&2; exit 1");

        var push = () => PushAsync(new RefUpdate(Branch, tip, Expected: null));

        (await push.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("no promotions on Fridays");
        time.Elapsed.Should().Be(TimeSpan.Zero);
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

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], cancellation.Token);

        await read.Should().ThrowAsync<OperationCanceledException>();
        server.Requests.Should().ContainSingle();
    }

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        await server.DisposeAsync();
        sandbox.Dispose();
    }

    private Task<PushResult> PushAsync(params RefUpdate[] updates) => repository.Remote.PushAsync(updates, default);

    private void Fail(int times, string request, int status) =>
        FailWith(times, request, context => context.Response.StatusCode = status);

    /// <param name="times">How many requests.</param>
    /// <param name="request">What their method, path and query contain, each part.</param>
    /// <param name="answer">Answers them.</param>
    private void FailWith(int times, string request, Action<HttpContext> answer)
    {
        var left = times;
        server.Intercept = context =>
        {
            var line = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
            var isMeant = request.Split(' ').All(part => line.Contains(part, StringComparison.Ordinal));
            if (!isMeant || left == 0)
            {
                return false;
            }

            left--;
            answer(context);
            return true;
        };
    }

    private sealed class Watcher(List<Wait> waits) : IProgress<WaitReport>
    {
        public void Report(WaitReport value) => waits.Add(value.Wait);
    }
}
