using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A token on its way to a server that refuses requests with two Authorization headers.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private readonly GitSandbox sandbox = new();
    private TestRepository clone = null!;
    private TestRepository remote = null!;
    private GitHttpServer server = null!;
    private CommitSha tip = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GitHttpServer.StartAsync(sandbox.Path);
        remote = sandbox.CreateRemote("org/remote.git");
        clone = sandbox.Clone(remote);
        clone.Git("remote", "set-url", "origin", server.AddressOf("org/remote.git"));
        tip = CommitSha.Parse(remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n")));
    }

    [Fact]
    public async Task Fetches_and_pushes_with_a_token()
    {
        await PromoteAsync();

        remote.Read("promote/a-b", "apps/dev/web.yaml").Should().Be("tag: 2");
        server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Theory]
    [InlineData("http.extraheader")]
    [InlineData("http.{server}.extraheader")]
    [InlineData("http.{server}org/.extraheader")]
    [InlineData("http.{server}org/remote.git.extraheader")]
    public async Task Replaces_the_header_that_a_checkout_step_has_left(string key)
    {
        clone.Git(
            "config",
            key.Replace("{server}", server.Address.AbsoluteUri, StringComparison.Ordinal),
            "AUTHORIZATION: basic bGVmdDpvdmVy"
        );

        await PromoteAsync();

        server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Fact]
    public async Task Replaces_the_header_in_a_file_that_the_configuration_includes()
    {
        await File.WriteAllTextAsync(
            sandbox["credentials.config"],
            $"[http \"{server.Address}\"]\n\textraheader = AUTHORIZATION: basic bGVmdDpvdmVy\n"
        );
        clone.Git("config", "includeIf.gitdir:**.path", sandbox["credentials.config"]);
        clone.Git("config", "include.path", sandbox["credentials.config"]);

        await PromoteAsync();

        server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Fact]
    public async Task Keeps_headers_that_are_not_for_authorization()
    {
        clone.Git("config", $"http.{server.Address}.extraheader", "X-Proxy: yes");
        clone.Git("config", "--add", "http.https://elsewhere.example/.extraheader", "X-Elsewhere: yes");

        await PromoteAsync();

        server.Requests.Should().OnlyContain(request => request.Headers["X-Proxy"] == "yes");
        server.Requests.Should().OnlyContain(request => !request.Headers.ContainsKey("X-Elsewhere"));
    }

    [Fact]
    public async Task Replaces_the_user_and_the_password_in_the_URL()
    {
        var url = new UriBuilder(server.AddressOf("org/remote.git")) { UserName = "old", Password = "s3cret" };
        clone.Git("remote", "set-url", "origin", url.Uri.AbsoluteUri);
        clone.Git(
            "config",
            $"http.http://old@{server.Address.Authority}/org.extraheader",
            "Authorization: basic bGVmdDpvdmVy"
        );

        await PromoteAsync();

        server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Fact]
    public async Task Serves_the_lazy_fetches_of_a_partial_clone()
    {
        var partial = sandbox.Clone(remote, "partial", "--filter=blob:none", "--no-checkout");
        partial.Git("remote", "set-url", "origin", server.AddressOf("org/remote.git"));

        await using var repository = await OpenAsync(partial, Valid);

        (await repository.ReadTextAsync(tip, "apps/dev/web.yaml")).Should().Be("tag: 1\n");
    }

    [Fact]
    public async Task Says_that_a_wrong_token_was_refused()
    {
        clone.Git(
            "config",
            $"credential.{server.Address}.helper",
            "!echo username=x; echo password=y; echo asked >&2;"
        );
        await using var repository = await OpenAsync(clone, new("x-access-token", "wr0ng-token"));

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Hint.Should().Contain("token");
        failure.ToString().Should().NotContain("wr0ng-token").And.NotContain("asked");
    }

    [Fact]
    public async Task Uses_the_credential_helper_where_there_is_no_token()
    {
        clone.Git(
            "config",
            "credential.helper",
            $"!echo username={GitHttpServer.UserName}; echo password={server.Token};"
        );
        await using var repository = await OpenAsync(clone, credential: null);

        (await repository.TipAsync()).Should().Be(tip);
    }

    [Fact]
    public async Task Says_that_credentials_are_missing()
    {
        await using var repository = await OpenAsync(clone, credential: null);

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        (await read.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unauthorized);
    }

    [Fact]
    public async Task Does_not_carry_the_token_to_another_host()
    {
        await using var other = await GitHttpServer.StartAsync(sandbox.Path);
        server.Intercept = context =>
        {
            context.Response.Redirect(
                $"{other.Address}{context.Request.Path.Value![1..]}{context.Request.QueryString}"
            );
            return true;
        };
        await using var repository = await OpenAsync(clone, Valid);

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Hint.Should().Contain("git remote set-url");
        other.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Does_not_carry_the_token_to_a_push_URL_on_another_server()
    {
        await using var other = await GitHttpServer.StartAsync(sandbox.Path);
        clone.Git("remote", "set-url", "--push", "origin", other.AddressOf("org/remote.git"));
        await using var repository = await OpenAsync(clone, Valid);
        await repository.Remote.FetchAsync([tip], default);

        var push = () => repository.Remote.PushAsync([new("refs/heads/promote/a-b", tip, Expected: null)], default);

        (await push.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unauthorized);
        other.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.Authorization.Count == 0);
    }

    [Fact]
    public async Task Does_not_send_the_token_unencrypted()
    {
        var asked = false;
        clone.Git("remote", "set-url", "origin", "http://git.example.invalid/org/remote.git");
        await using var repository = await GitRepository.OpenAsync(
            clone.Path,
            _ =>
            {
                asked = true;
                return Valid;
            },
            trace: null,
            default
        );

        asked.Should().BeFalse();
    }

    [Fact]
    public async Task Says_that_the_server_is_down()
    {
        await using (var repository = await OpenAsync(clone, Valid))
        {
            await server.DisposeAsync();

            var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

            var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
            failure.Kind.Should().Be(FailureKind.Unavailable);
            failure
                .Message.Should()
                .StartWith($"Reading the refs of {clone.Git("remote", "get-url", "origin")} failed.");
        }
    }

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden, FailureKind.Unauthorized)]
    [InlineData(StatusCodes.Status404NotFound, FailureKind.Unavailable)]
    [InlineData(StatusCodes.Status500InternalServerError, FailureKind.Unavailable)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, FailureKind.Unavailable)]
    public async Task Tells_the_answers_of_a_server_apart(int status, FailureKind kind)
    {
        server.Intercept = context =>
        {
            context.Response.StatusCode = status;
            return true;
        };
        await using var repository = await OpenAsync(clone, Valid);

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        (await read.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(kind);
    }

    [Fact]
    public async Task Shows_no_secret_that_the_server_repeats()
    {
        server.Intercept = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain";
            context
                .Response.WriteAsync($"\u001b[31mtoken {server.Token} or {context.Request.Headers.Authorization}\a\n")
                .Wait();
            return true;
        };
        List<string> lines = [];
        await using var repository = await GitRepository.OpenAsync(
            clone.Path,
            _ => Valid,
            new Recorder(lines),
            default
        );

        var read = () => repository.Remote.ReadRefsAsync(["refs/heads/main"], default);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        var shown = $"{failure}{failure.Hint}{string.Join('\n', lines)}";
        shown.Should().Contain("token *** or Basic ***");
        shown.Should().NotContain(server.Token).And.NotContain(Encoded(server.Token)).And.NotContain("\u001b");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        sandbox.Dispose();
    }

    private GitCredential Valid => new(GitHttpServer.UserName, server.Token);

    private static string Encoded(string token) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{token}"));

    private static Task<GitRepository> OpenAsync(TestRepository repository, GitCredential? credential) =>
        GitRepository.OpenAsync(repository.Path, _ => credential, trace: null, new JumpingTime(), default);

    private async Task PromoteAsync()
    {
        await using var repository = await OpenAsync(clone, Valid);
        (await repository.TipAsync()).Should().Be(tip);
        await repository.Remote.FetchAsync([tip], default);
        var commit = await repository.CommitFileAsync(tip, "apps/dev/web.yaml", "tag: 2\n");
        (await repository.Remote.PushAsync([new("refs/heads/promote/a-b", commit, Expected: null)], default))
            .Should()
            .Be(PushResult.Accepted);
    }
}
