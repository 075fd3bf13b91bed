using FluentAssertions;
using GitOpsPromotion.Git;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Retries pushes after transient failures.</summary>
[Trait("suite", "release")]
public sealed class PushRetryTests : RemoteRetryTest
{
    private const string Branch = "refs/heads/promote/apps-web";

    [Theory]
    [InlineData("info/refs")]
    [InlineData("git-receive-pack")]
    public async Task Pushes_after_two_failures_of_the_server(string request)
    {
        await Repository.Remote.FetchAsync([Tip], default);
        Fail(2, request, StatusCodes.Status503ServiceUnavailable);

        (await PushAsync(new RefUpdate(Branch, Tip, Expected: null))).Should().Be(PushResult.Accepted);

        Remote.Resolve(Branch).Should().Be(Tip.Value);
    }

    [Fact]
    public async Task Accepts_a_push_whose_response_was_lost()
    {
        const string old = "refs/heads/old";
        await Repository.Remote.FetchAsync([Tip], default);
        Remote.Git("update-ref", old, Tip.Value);
        FailWith(
            1,
            "POST git-receive-pack",
            context =>
            {
                Remote.Git("update-ref", Branch, Tip.Value);
                Remote.Git("update-ref", "-d", old);
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
            }
        );

        // Deleting a ref that does not exist fails, so the second attempt cannot succeed.
        (await PushAsync(new RefUpdate(Branch, Tip, Expected: null), new RefUpdate(old, New: null, Expected: Tip)))
            .Should()
            .Be(PushResult.Accepted);
    }

    [Fact]
    public async Task Is_stale_if_another_client_pushed_between_the_attempts()
    {
        await Repository.Remote.FetchAsync([Tip], default);
        var theirs = Remote.Resolve("main~1");
        FailWith(
            1,
            "POST git-receive-pack",
            context =>
            {
                Remote.Git("update-ref", Branch, theirs);
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
            }
        );

        (await PushAsync(new RefUpdate(Branch, Tip, Expected: null))).Should().Be(PushResult.Stale);

        Remote.Resolve(Branch).Should().Be(theirs);
    }

    [Fact]
    public async Task Does_not_retry_a_push_that_a_hook_rejected()
    {
        await Repository.Remote.FetchAsync([Tip], default);
        Remote.WriteHook("pre-receive", "echo 'Internal Server Error: no promotions on Fridays.' >&2; exit 1");

        var push = () => PushAsync(new RefUpdate(Branch, Tip, Expected: null));

        (await push.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("no promotions on Fridays");
        Time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    private Task<PushResult> PushAsync(params RefUpdate[] updates) => Repository.Remote.PushAsync(updates, default);
}
