using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class SignInTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task A_personal_token_is_the_password_of_any_user_and_no_bearer_token()
    {
        Headers.Authorization = new("Basic", Basic("anyone", Forge.Token.Value));
        (await GetAsync("/pullrequests")).Status.Should().Be(200);

        Headers.Authorization = new("Bearer", Forge.Token.Value);
        (await GetAsync("/pullrequests")).Error.Should().Be("401 UnauthorizedRequestException");
    }

    [Fact]
    public async Task A_token_of_a_pipeline_is_a_bearer_token_and_a_password()
    {
        var token = Forge.AddToken(AzureDevOpsTokenKind.Pipeline);

        Use(token);
        (await GetAsync("/pullrequests")).Status.Should().Be(200);
        Headers.Authorization = new("Bearer", token.Value);
        (await GetAsync("/pullrequests")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Two_authorization_headers_are_a_bad_request()
    {
        // HttpClient would join them.
        using TcpClient connection = new("127.0.0.1", Forge.Collection.Port);
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
    public async Task Connection_data_names_the_user() =>
        (await GetAsync("_apis/connectionData", "7.1-preview.1"))["authenticatedUser.id"]
            .Should()
            .Be($"{AzureDevOpsIdentity.Grace.Id}");
}
