using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class SignInTests : AzureDevOpsForgeTests
{
    private static readonly object Change = new { title = "Newer" };

    [Fact]
    public async Task Takes_a_personal_token_as_the_password_of_any_user()
    {
        Headers.Authorization = new("Basic", Basic("whoever", Forge.Token.Value));

        (await GetAsync("")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Takes_no_personal_token_as_a_bearers()
    {
        Headers.Authorization = new("Bearer", Forge.Token.Value);
        Headers.Add("X-TFS-FedAuthRedirect", "Suppress");

        (await GetAsync("")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Takes_a_pipelines_token_either_way()
    {
        var token = Forge.AddToken(AzureDevOpsTokenKind.Pipeline);

        Headers.Authorization = new("Bearer", token.Value);
        (await GetAsync("")).Status.Should().Be(200);
        Headers.Authorization = new("Basic", Basic("", token.Value));
        (await GetAsync("")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Shows_a_page_to_sign_in_at_for_a_bad_token()
    {
        Forge.Revoke(Forge.Token);

        var answer = await GetAsync("");

        answer.Status.Should().Be(203);
        answer.ContentType.Should().Be("text/html");
    }

    [Fact]
    public async Task Leads_to_the_sign_in_without_a_token()
    {
        Headers.Authorization = null;

        var answer = await GetAsync("");

        answer.Status.Should().Be(302);
        answer.Header("Location").Should().Contain("/_signin?");
    }

    [Fact]
    public async Task Says_401_to_changes_by_a_bad_token()
    {
        Forge.Revoke(Forge.Token);

        var answer = await UpdateAsync(1, Change);

        answer.Status.Should().Be(401);
        answer.Type.Should().Be("UnauthorizedRequestException");
        answer.Message.Should().StartWith("TF400813");
    }

    [Fact]
    public async Task Says_401_where_redirects_are_suppressed()
    {
        Forge.Revoke(Forge.Token);
        Headers.Add("X-TFS-FedAuthRedirect", "Suppress");

        (await GetAsync("")).Status.Should().Be(401);
    }

    [Theory]
    [InlineData(AzureDevOpsSignIn.Page, 203)]
    [InlineData(AzureDevOpsSignIn.Redirect, 302)]
    [InlineData(AzureDevOpsSignIn.Unauthorized, 401)]
    public async Task Can_be_told_which_way_to_refuse(AzureDevOpsSignIn way, int status)
    {
        Forge.Revoke(Forge.Token);
        Forge.SignIn = way;

        (await UpdateAsync(1, Change)).Status.Should().Be(status);
    }

    [Fact]
    public async Task Refuses_two_authorizations()
    {
        // HttpClient would join them.
        using TcpClient connection = new("127.0.0.1", Forge.Address.Port);
        await using var stream = connection.GetStream();
        var header = $"Authorization: Basic {Basic("", Forge.Token.Value)}\r\n";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET {Repository.Api.AbsolutePath}?api-version=7.1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}{header}\r\n"
            )
        );
        using StreamReader reader = new(stream);

        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 400 Bad Request");
    }

    [Fact]
    public async Task Tells_who_asks()
    {
        var answer = await WhoAsync();

        var user = answer["authenticatedUser"];
        user.GetProperty("id").GetString().Should().Be(AzureDevOpsIdentity.Grace.Id.ToString());
        user.GetProperty("providerDisplayName").GetString().Should().Be("Grace");
    }

    [Fact]
    public async Task Tells_pipelines_that_they_are_the_build_service()
    {
        Use(Forge.AddToken(AzureDevOpsTokenKind.Pipeline));

        var user = (await WhoAsync())["authenticatedUser"];

        user.GetProperty("providerDisplayName").GetString().Should().Contain("Build Service");
    }

    [Fact]
    public async Task Tells_nobody_that_they_are_anonymous()
    {
        Headers.Authorization = null;

        var answer = await WhoAsync();

        answer.Status.Should().Be(200);
        answer["authenticatedUser"].GetProperty("providerDisplayName").GetString().Should().Be("Anonymous");
    }

    [Fact]
    public async Task Can_take_a_bad_token_for_nobodys()
    {
        Forge.Revoke(Forge.Token);
        Forge.SignIn = AzureDevOpsSignIn.Anonymous;

        (await WhoAsync()).Status.Should().Be(200);
        (await GetAsync("")).Status.Should().Be(401);
    }

    [Theory]
    [InlineData(AzureDevOpsRight.PullRequestContribute)]
    [InlineData(AzureDevOpsRight.GenericContribute)]
    public async Task Names_the_right_that_is_missing(AzureDevOpsRight missing)
    {
        var commit = Push();
        Use(Forge.AddToken([.. Enum.GetValues<AzureDevOpsRight>().Where(right => right != missing)]));

        var answer =
            missing is AzureDevOpsRight.PullRequestContribute
                ? await OpenAsync()
                : await SendAsync(
                    HttpMethod.Post,
                    $"/commits/{commit}/statuses",
                    new { state = "succeeded", context = new { name = "ci" } }
                );

        answer.Status.Should().Be(403);
        answer.Type.Should().Be("GitNeedsPermissionException");
        answer
            .Message.Should()
            .Be(
                $"TF401027: You need the Git '{missing}' permission to perform this action. Details: identity 'grace@example.com', scope 'repository'."
            );
    }

    [Fact]
    public async Task Shows_no_repository_to_who_may_not_read_it()
    {
        Use(Forge.AddToken(Forge.AddToken() with { Repositories = ["other"] }));

        var answer = await GetAsync("");

        answer.Status.Should().Be(404);
        answer.Message.Should().StartWith("TF401019");
    }

    private Task<AzureDevOpsAnswer> WhoAsync() =>
        SendToAsync(HttpMethod.Get, $"{Forge.Collection}_apis/connectionData?api-version=7.1-preview.1");
}
