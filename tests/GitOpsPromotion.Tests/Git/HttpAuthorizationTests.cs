using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Sends a token to a server that rejects requests with two Authorization headers.</summary>
public sealed class HttpAuthorizationTests : HttpTest
{
    [Fact]
    public async Task Fetches_and_pushes_with_a_token()
    {
        await PromoteAsync();

        Remote.Read("promote/a-b", "apps/dev/web.yaml").Should().Be("tag: 2");
        Server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("http.extraheader")]
    [InlineData("http.{server}.extraheader")]
    [InlineData("http.{server}org/.extraheader")]
    [InlineData("http.{server}org/remote.git.extraheader")]
    public async Task Replaces_the_header_that_a_checkout_step_has_configured(string key)
    {
        Clone.Git(
            "config",
            key.Replace("{server}", Server.Address.AbsoluteUri, StringComparison.Ordinal),
            "AUTHORIZATION: basic bGVmdDpvdmVy"
        );

        await PromoteAsync();

        Server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Fact]
    public async Task Replaces_the_header_in_an_included_configuration_file()
    {
        await File.WriteAllTextAsync(
            Sandbox["credentials.config"],
            $"[http \"{Server.Address}\"]\n\textraheader = AUTHORIZATION: basic bGVmdDpvdmVy\n"
        );
        Clone.Git("config", "includeIf.gitdir:**.path", Sandbox["credentials.config"]);
        Clone.Git("config", "include.path", Sandbox["credentials.config"]);

        await PromoteAsync();

        Server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Fact]
    public async Task Keeps_other_headers()
    {
        Clone.Git("config", $"http.{Server.Address}.extraheader", "X-Proxy: yes");
        Clone.Git("config", "--add", "http.https://elsewhere.example/.extraheader", "X-Elsewhere: yes");

        await PromoteAsync();

        Server.Requests.Should().OnlyContain(request => request.Headers["X-Proxy"] == "yes");
        Server.Requests.Should().OnlyContain(request => !request.Headers.ContainsKey("X-Elsewhere"));
    }

    [Fact]
    public async Task Replaces_the_user_and_the_password_in_the_URL()
    {
        var url = new UriBuilder(Server.AddressOf("org/remote.git")) { UserName = "old", Password = "s3cret" };
        Clone.Git("remote", "set-url", "origin", url.Uri.AbsoluteUri);
        Clone.Git(
            "config",
            $"http.http://old@{Server.Address.Authority}/org.extraheader",
            "Authorization: basic bGVmdDpvdmVy"
        );

        await PromoteAsync();

        Server.Requests.Should().OnlyContain(request => request.Authorization.Count == 1);
    }

    [Fact]
    public async Task Authenticates_the_lazy_fetches_of_a_partial_clone()
    {
        var partial = Sandbox.Clone(Remote, "partial", "--filter=blob:none", "--no-checkout");
        partial.Git("remote", "set-url", "origin", Server.AddressOf("org/remote.git"));

        await using var repository = await OpenAsync(partial, Credential);

        (await repository.ReadTextAsync(Tip, "apps/dev/web.yaml")).Should().Be("tag: 1\n");
    }

    [Fact]
    public async Task Uses_the_credential_helper_if_there_is_no_token()
    {
        Clone.Git(
            "config",
            "credential.helper",
            $"!echo username={GitHttpServer.UserName}; echo password={Server.Token};"
        );
        await using var repository = await OpenAsync(Clone, credential: null);

        (await repository.TipAsync()).Should().Be(Tip);
    }

    [Fact]
    public async Task Does_not_send_the_token_to_a_push_URL_on_another_server()
    {
        await using var other = await GitHttpServer.StartAsync(Sandbox.Path);
        Clone.Git("remote", "set-url", "--push", "origin", other.AddressOf("org/remote.git"));
        await using var repository = await OpenAsync(Clone, Credential);
        await repository.Remote.FetchAsync([Tip], default);

        var push = () => repository.Remote.PushAsync([new("refs/heads/promote/a-b", Tip, Expected: null)], default);

        (await push.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unauthorized);
        other.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.Authorization.Count == 0);
    }

    [Fact]
    public async Task Does_not_send_the_token_unencrypted()
    {
        var asked = false;
        Clone.Git("remote", "set-url", "origin", "http://git.example.invalid/org/remote.git");
        await using var repository = await GitRepository.OpenAsync(
            Clone.Path,
            _ =>
            {
                asked = true;
                return Credential;
            },
            trace: null,
            default
        );

        asked.Should().BeFalse();
    }

    private async Task PromoteAsync()
    {
        await using var repository = await OpenAsync(Clone, Credential);
        (await repository.TipAsync()).Should().Be(Tip);
        await repository.Remote.FetchAsync([Tip], default);
        var commit = await repository.CommitFileAsync(Tip, "apps/dev/web.yaml", "tag: 2\n");
        (await repository.Remote.PushAsync([new("refs/heads/promote/a-b", commit, Expected: null)], default))
            .Should()
            .Be(PushResult.Accepted);
    }
}
