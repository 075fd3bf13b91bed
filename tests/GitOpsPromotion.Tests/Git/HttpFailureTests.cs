using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Rejected tokens and failures of an HTTP server.</summary>
public sealed class HttpFailureTests : HttpTest
{
    [Fact]
    public async Task Reports_that_a_wrong_token_was_rejected()
    {
        Clone.Git(
            "config",
            $"credential.{Server.Address}.helper",
            "!echo username=x; echo password=y; echo asked >&2;"
        );
        await using var repository = await OpenAsync(Clone, new("x-access-token", "wr0ng-token"));

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Hint.Should().Contain("token");
        failure.ToString().Should().NotContain("wr0ng-token").And.NotContain("asked");
    }

    [Fact]
    public async Task Reports_missing_credentials()
    {
        await using var repository = await OpenAsync(Clone, credential: null);

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        (await read.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unauthorized);
    }

    [Fact]
    public async Task Reports_that_the_server_is_down()
    {
        await using (var repository = await OpenAsync(Clone, Credential))
        {
            await Server.DisposeAsync();

            var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

            var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
            failure.Kind.Should().Be(FailureKind.Unavailable);
            failure
                .Message.Should()
                .StartWith($"Reading the refs of {Clone.Git("remote", "get-url", "origin")} failed.");
        }
    }

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden, FailureKind.Unauthorized)]
    [InlineData(StatusCodes.Status404NotFound, FailureKind.Unavailable)]
    [InlineData(StatusCodes.Status500InternalServerError, FailureKind.Unavailable)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, FailureKind.Unavailable)]
    public async Task Classifies_the_status_codes_of_a_server(int status, FailureKind kind)
    {
        Server.Intercept = context =>
        {
            context.Response.StatusCode = status;
            return true;
        };
        await using var repository = await OpenAsync(Clone, Credential);

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        (await read.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(kind);
    }

    [Fact]
    public async Task Redacts_secrets_in_responses_of_the_server()
    {
        Server.Intercept = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain";
            context
                .Response.WriteAsync($"\u001b[31mtoken {Server.Token} or {context.Request.Headers.Authorization}\a\n")
                .Wait();
            return true;
        };
        List<string> lines = [];
        await using var repository = await GitRepository.OpenAsync(
            Clone.Path,
            _ => Credential,
            new Recorder(lines),
            default
        );

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        var shown = $"{failure}{failure.Hint}{string.Join('\n', lines)}";
        shown.Should().Contain("token *** or Basic ***");
        shown.Should().NotContain(Server.Token).And.NotContain(Encoded(Server.Token)).And.NotContain("\u001b");
    }

    [Fact]
    public async Task Does_not_send_the_token_to_the_host_of_a_redirect()
    {
        await using var other = await GitHttpServer.StartAsync(Sandbox.Path);
        Server.Intercept = context =>
        {
            context.Response.Redirect(
                $"{other.Address}{context.Request.Path.Value![1..]}{context.Request.QueryString}"
            );
            return true;
        };
        await using var repository = await OpenAsync(Clone, Credential);

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Hint.Should().Contain("git remote set-url");
        other.Requests.Should().BeEmpty();
    }

    private static string Encoded(string token) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{token}"));
}
