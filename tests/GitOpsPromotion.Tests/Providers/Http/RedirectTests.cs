using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers.Http;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.Http;

public sealed class RedirectTests : ApiClientTest
{
    [Theory]
    [InlineData(MovedPermanently, "/repositories/1/pulls")]
    [InlineData(Found, "https://api.example.com/repositories/1/pulls")]
    [InlineData(TemporaryRedirect, "https://API.example.com:443/repositories/1/pulls")]
    [InlineData(PermanentRedirect, "/repositories/1/pulls")]
    public async Task On_the_same_server_keep_method_body_and_token(HttpStatusCode status, string location)
    {
        Forge.Answers(status, "", $"Location: {location}").Answers(Created, """{"title":"It"}""");

        var response = await SendAsync(Write);

        response.Status.Should().Be(Created);
        Forge.Requests[1].ToString().Should().Be("""POST /repositories/1/pulls {"title":"Promote"}""");
        Forge.Requests[1].Headers["Authorization"].Should().Be($"Bearer {Token}");
    }

    [Theory]
    [InlineData("https://evil.example.org/x", "https://evil.example.org")]
    [InlineData("http://api.example.com/x", "http://api.example.com")]
    [InlineData("https://api.example.com:8443/x", "https://api.example.com:8443")]
    [InlineData("//evil.example.org", "https://evil.example.org")]
    public async Task To_another_server_are_not_followed(string location, string shown)
    {
        Forge.Answers(Found, "", $"Location: {location}");

        var failure = ApiFailures.SentElsewhere(await SendAsync(Read));

        Forge.Requests.Should().ContainSingle();
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be(
                $"Pull request 7 was not read: https://api.example.com redirects to {shown}, to which the token is not sent."
            );
        failure.Hint.Should().Contain("git remote set-url origin");
    }

    [Fact]
    public async Task In_a_circle_come_to_an_end()
    {
        for (var i = 0; i < 6; i++)
        {
            Forge.Answers(Found, "", "Location: /pulls/7");
        }

        var failure = ApiFailures.SentElsewhere(await SendAsync(Read));

        failure.Message.Should().Be("Pull request 7 was not read: https://api.example.com redirects in a loop.");
        Forge.Left.Should().Be(0);
    }

    [Fact]
    public async Task Without_a_destination_are_named()
    {
        Forge.Answers(Found);

        var failure = ApiFailures.SentElsewhere(await SendAsync(Read));

        failure.Message.Should().EndWith("https://api.example.com redirects without a target.");
    }
}
