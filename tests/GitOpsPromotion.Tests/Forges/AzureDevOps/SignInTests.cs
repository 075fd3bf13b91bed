using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class SignInTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task A_personal_token_is_the_password_of_any_user()
    {
        Headers.Authorization = new("Basic", Basic("whoever", Forge.Token.Value));

        (await GetAsync("/pullrequests")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_personal_token_is_no_bearer_token()
    {
        Headers.Authorization = new("Bearer", Forge.Token.Value);
        Headers.Add("X-TFS-FedAuthRedirect", "Suppress");

        (await GetAsync("/pullrequests")).Status.Should().Be(401);
    }

    [Fact]
    public async Task A_token_of_a_pipeline_is_a_bearer_token_and_a_password()
    {
        var token = Forge.AddToken(AzureDevOpsTokenKind.Pipeline);

        Use(token);
        (await GetAsync("/pullrequests")).Status.Should().Be(200);
        Headers.Authorization = new("Bearer", token.Value);
        (await ConnectionAsync())["authenticatedUser.providerDisplayName"].Should().Contain("Build Service");
    }

    [Fact]
    public async Task A_read_with_a_revoked_token_gets_the_sign_in_page()
    {
        Forge.Revoke(Forge.Token);

        var answer = await GetAsync("/pullrequests");

        answer.Status.Should().Be(203);
        answer.ContentType.Should().Be("text/html");
    }

    [Fact]
    public async Task A_read_without_a_token_is_redirected_to_the_sign_in()
    {
        Headers.Authorization = null;

        var answer = await GetAsync("/pullrequests");

        answer.Status.Should().Be(302);
        answer.Header("Location").Should().Contain("/_signin?");
    }

    [Fact]
    public async Task A_change_and_a_read_that_suppresses_redirects_are_unauthorized()
    {
        Forge.Revoke(Forge.Token);

        var change = await UpdateAsync(1, "{'title':'Newer'}");
        Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
        var read = await GetAsync("/pullrequests");

        change.Error.Should().Be("401 UnauthorizedRequestException");
        change["message"].Should().StartWith("TF400813");
        read.Status.Should().Be(401);
    }

    [Theory]
    [InlineData(AzureDevOpsSignIn.Page, 203)]
    [InlineData(AzureDevOpsSignIn.Redirect, 302)]
    [InlineData(AzureDevOpsSignIn.Unauthorized, 401)]
    public async Task A_test_chooses_how_a_bad_token_is_refused(AzureDevOpsSignIn way, int status)
    {
        Forge.Revoke(Forge.Token);
        Forge.SignIn = way;

        (await UpdateAsync(1, "{'title':'Newer'}")).Status.Should().Be(status);
    }

    [Fact]
    public async Task Two_authorization_headers_are_a_bad_request()
    {
        // HttpClient would join them.
        using TcpClient connection = new("127.0.0.1", Forge.Address.Port);
        await using var stream = connection.GetStream();
        var header = $"Authorization: Basic {Basic("", Forge.Token.Value)}\r\n";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET {Repository.Api.AbsolutePath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}{header}\r\n"
            )
        );
        using StreamReader reader = new(stream);

        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 400 Bad Request");
    }

    [Fact]
    public async Task Connection_data_names_the_user()
    {
        (await ConnectionAsync())["authenticatedUser.id"].Should().Be($"{AzureDevOpsIdentity.Grace.Id}");

        Headers.Authorization = null;
        var anonymous = await ConnectionAsync();

        anonymous.Status.Should().Be(200);
        anonymous["authenticatedUser.providerDisplayName"].Should().Be("Anonymous");
    }

    [Fact]
    public async Task A_bad_token_may_be_anonymous_in_connection_data()
    {
        Forge.Revoke(Forge.Token);
        Forge.SignIn = AzureDevOpsSignIn.Anonymous;

        (await ConnectionAsync()).Status.Should().Be(200);
        (await GetAsync("/pullrequests")).Status.Should().Be(401);
    }

    [Theory]
    [InlineData(AzureDevOpsRight.PullRequestContribute)]
    [InlineData(AzureDevOpsRight.GenericContribute)]
    public async Task A_missing_right_is_named(AzureDevOpsRight missing)
    {
        var id = await OpenedAsync();
        Use(TokenWithout(missing));

        var answer = missing is AzureDevOpsRight.PullRequestContribute ? await OpenAsync() : await CompleteAsync(id);

        answer.Error.Should().Be("403 GitNeedsPermissionException");
        answer["message"]
            .Should()
            .Be(
                $"TF401027: You need the Git '{missing}' permission to perform this action. Details: identity 'grace@example.com', scope 'repository'."
            );
    }

    [Fact]
    public async Task A_repository_that_the_token_cannot_read_is_not_found()
    {
        Use(Forge.AddToken(Forge.AddToken() with { Repositories = ["other"] }));

        (await GetAsync("/pullrequests")).Error.Should().Be("404 GitRepositoryNotFoundException");
    }

    private Task<AzureDevOpsAnswer> ConnectionAsync() => GetAsync("_apis/connectionData", "7.1-preview.1");
}
