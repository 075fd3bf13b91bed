using System.Net;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Forges;

public sealed class ForgeServerTests : IAsyncLifetime
{
    private readonly GitSandbox sandbox = new();
    private readonly HttpClient client = new();
    private TestRepository remote = null!;
    private ForgeServer server = null!;
    private int work;

    public async ValueTask InitializeAsync()
    {
        remote = sandbox.CreateRemote();
        remote.Commit("main", ("a", "1"));
        server = await ForgeServer.StartAsync(sandbox.Path, Work);
    }

    [Fact]
    public async Task A_request_is_logged()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server.Address, "a%2Fb?c=d%26e"))
        {
            Content = new StringContent("Hello"),
        };
        request.Headers.Add("Authorization", "Bearer secret");

        await client.SendAsync(request);

        var seen = server.Requests.Should().ContainSingle().Which;
        seen.Method.Should().Be("POST");
        seen.Target.Should().Be("/a%2Fb?c=d%26e");
        seen.Query("c").Should().Be("d&e");
        seen.Body.Should().Be("Hello");
        seen.Authorization.Should().Equal("Bearer secret");
        seen.Header("content-type").Should().StartWith("text/plain");
    }

    [Fact]
    public async Task A_fault_fails_as_many_requests_as_planned()
    {
        server.Faults.Next(new ForgeFault.Answer(503, "Busy", ("Retry-After", "7")), times: 2);

        var statuses = await AskAsync(3);

        statuses.Should().Equal(503, 503, 200);
        work.Should().Be(1);
        server.Faults.AllHappened.Should().BeTrue();
    }

    [Fact]
    public async Task A_fault_fails_only_the_requests_that_it_is_for()
    {
        server.Faults.Next(new ForgeFault.Answer(502), "POST", "/pulls");

        (await AskAsync(1)).Should().Equal(200);
        server.Faults.AllHappened.Should().BeFalse();
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_connection_is_dropped_before_or_after_the_work(bool afterTheWork, int done)
    {
        server.Faults.Next(new ForgeFault.Drop { AfterTheWork = afterTheWork });

        var ask = () => client.GetAsync(server.Address);

        await ask.Should().ThrowAsync<HttpRequestException>();
        work.Should().Be(done);
    }

    [Fact]
    public async Task A_held_answer_ends_when_the_client_gives_up()
    {
        using CancellationTokenSource giveUp = new();
        server.Faults.Next(new ForgeFault.Hang());
        var ask = client.GetAsync(server.Address, giveUp.Token);
        await SeenAsync();
        ask.IsCompleted.Should().BeFalse();

        await giveUp.CancelAsync();

        await FluentActions.Awaiting(() => ask).Should().ThrowAsync<OperationCanceledException>();
        (await AskAsync(1)).Should().Equal(200);
    }

    [Fact]
    public async Task A_held_answer_ends_when_the_server_stops()
    {
        server.Faults.Next(new ForgeFault.Hang());
        var ask = client.GetAsync(server.Address);

        await SeenAsync();
        await server.DisposeAsync();

        await FluentActions.Awaiting(() => ask).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public void A_push_is_rejected_with_a_message_once()
    {
        var clone = Clone();
        clone.Commit("topic", ("a", "2"));
        server.Faults.Next(new ForgeFault.RejectPush("GH006: Protected branch update failed."));

        var push = () => clone.Git("push", "--quiet", "origin", "topic");

        push.Should().Throw<InvalidOperationException>().WithMessage("*GH006: Protected branch update failed.*");
        remote.Has("refs/heads/topic").Should().BeFalse();
        push.Should().NotThrow();
    }

    [Fact]
    public void A_push_is_done_although_its_answer_is_lost()
    {
        var clone = Clone();
        clone.Commit("topic", ("a", "2"));
        server.Faults.Next(new ForgeFault.Drop { AfterTheWork = true }, "POST", "/git-receive-pack");

        var push = () => clone.Git("push", "--quiet", "origin", "topic");

        push.Should().Throw<InvalidOperationException>();
        remote.Has("refs/heads/topic").Should().BeTrue();
    }

    [Fact]
    public async Task A_failure_of_the_forge_is_kept()
    {
        using HttpRequestMessage request = new(HttpMethod.Patch, server.Address);

        var answer = await client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        server.Failures.Should().ContainSingle().Which.Should().Contain("No patches");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        client.Dispose();
        sandbox.Dispose();
    }

    private TestRepository Clone()
    {
        TestRepository here = new(sandbox.Path);
        here.Git("clone", "--quiet", new Uri(server.Address, "remote.git").AbsoluteUri, "clone");
        return new(sandbox["clone"]);
    }

    private async Task SeenAsync()
    {
        while (server.Requests.Count is 0)
        {
            await Task.Yield();
        }
    }

    private async Task<int[]> AskAsync(int times)
    {
        List<int> statuses = [];

        for (var count = 0; count < times; count++)
        {
            using var answer = await client.GetAsync(server.Address);
            statuses.Add((int)answer.StatusCode);
        }

        return [.. statuses];
    }

    private ForgeAnswer Work(ForgeRequest request)
    {
        if (request.IsGit)
        {
            return new ForgeAnswer.Git(request.Path);
        }

        Interlocked.Increment(ref work);
        return request.Method is "PATCH"
            ? throw new NotSupportedException("No patches.")
            : new ForgeAnswer.Reply(200, "{}");
    }
}
