using System.Net;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed partial class AzureDevOpsErrorsTests : ScriptedAzureDevOpsTest
{
    private const string What =
        "The open pull request from promote/webshop-webui into main of Web Shop/gitops was not read";

    private const string Page = "<!DOCTYPE html><html><title>Azure DevOps Services | Sign In</title></html>";

    [Theory]
    [InlineData(
        "GitRepositoryNotFoundException",
        "TF401019: The Git repository with name or identifier gitops does not exist or you do not have permissions.",
        "repository Web Shop/gitops was not found"
    )]
    [InlineData(
        "ProjectDoesNotExistWithNameException",
        "TF200016: The following project does not exist: Web Shop.",
        "project Web Shop was not found"
    )]
    [InlineData("Other", "Nothing here.", "not found in Web Shop/gitops")]
    public async Task Name_what_is_not_there(string typeKey, string message, string reason)
    {
        Forge.On("GET pullrequests", NotFound, Error(typeKey, message));

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Message.Should().Be($"{What}: {reason}, or the token has no access to it ({message.TrimEnd('.')}).");
        failure.Hint.Should().Contain("Limit job authorization scope");
    }

    [Fact]
    public async Task Name_a_pull_request_that_is_not_there()
    {
        BranchIsAt(Head);
        Forge.On(
            "GET pullrequests/7",
            NotFound,
            Error("GitPullRequestNotFoundException", "TF401180: The requested pull request was not found.")
        );

        var failure = await FailureOf(MergeAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                "Pull request 7 of Web Shop/gitops was not read: not found in Web Shop/gitops (TF401180: The requested pull request was not found)."
            );
    }

    [Fact]
    public async Task Say_that_the_server_is_too_old()
    {
        Forge.On(
            "GET pullrequests",
            BadRequest,
            Error(
                "VssVersionOutOfRangeException",
                "The requested REST API version of 7.1 is out of range for this server. The latest REST API version this server supports is 7.0."
            )
        );

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().StartWith($"{What}: dev.azure.com does not support version 7.1 of the API (");
        failure.Hint.Should().Contain("2022.1");
    }

    [Theory]
    [InlineData("""{"count":1,"value":{"Message":"Something is wrong."}}""", "Content-Type: application/json")]
    [InlineData("""{"Message":"Something is wrong."}""", "Content-Type: application/json")]
    [InlineData("Something is wrong.", "Content-Type: text/plain")]
    public async Task Show_what_the_server_says_in_any_form(string body, string header)
    {
        // Such answers are not described.
        Forge.On("GET pullrequests", BadRequest, body, header);

        var failure = await FailureOf(async () =>
            await (await ConnectAsync(Token, isDescribed: false)).FindOpenPullRequestAsync(
                Branch,
                Main,
                CancellationToken.None
            )
        );

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be($"{What}: dev.azure.com responded with the unexpected status 400 (Something is wrong).");
    }

    [Theory]
    [InlineData(MethodNotAllowed)]
    [InlineData(ProxyAuthenticationRequired)]
    [InlineData(Gone)]
    [InlineData(UnprocessableEntity)]
    public async Task Say_that_a_list_was_not_read(HttpStatusCode status)
    {
        // Such answers are not described.
        Forge.On("GET pullrequests", status, "<html>Log in to the proxy</html>", "Content-Type: text/html");

        var failure = await FailureOf(async () =>
            await (await ConnectAsync(Token, isDescribed: false)).GetOpenPullRequestsAsync(Main, CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be(
                $"The open pull requests of Web Shop/gitops were not read: dev.azure.com responded with the unexpected status {(int)status}."
            );
    }

    [Fact]
    public async Task Name_the_status_where_the_server_says_nothing()
    {
        Forge.On($"POST commits/{Head}/statuses", Conflict, "", "Content-Type: text/plain");

        var failure = await FailureOf(() =>
            Provider.ReportStatusAsync(Head, new("shop-dev", CommitStatusState.Success, ""), CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().EndWith(": dev.azure.com responded 409 with an empty body.");
    }

    [Fact]
    public async Task Do_not_follow_to_another_host()
    {
        Forge.On("GET pullrequests", Found, "", "Location: https://evil.example.org/fabrikam");

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("redirects to https://evil.example.org, to which the token is not sent");
    }

    [Fact]
    public async Task Are_none_where_the_answer_begins_with_a_byte_order_mark()
    {
        Forge.On("GET pullrequests", OK, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(List())]);

        (await FindOpenAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Are_prevented_by_saying_what_is_wanted()
    {
        Forge.On("GET pullrequests", List());

        await FindOpenAsync();

        Forge.LastHeaders["Authorization"].Should().Be("Basic OnMzY3JldC1wYXQ=");
        Forge.LastHeaders["Accept"].Should().Be("application/json");
        Forge.LastHeaders["X-TFS-FedAuthRedirect"].Should().Be("Suppress");
    }
}
