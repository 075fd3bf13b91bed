using System.Net;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <remarks>Tokens and their scopes.</remarks>
public sealed partial class AzureDevOpsErrorsTests
{
    [Theory]
    [InlineData(NonAuthoritativeInformation, Page, "Content-Type: text/html; charset=utf-8")]
    [InlineData(NonAuthoritativeInformation, "{}", "Content-Type: application/json")]
    [InlineData(OK, Page, "Content-Type: text/html")]
    [InlineData(OK, "Azure DevOps", "Content-Type: text/plain")]
    [InlineData(Found, "", "Location: https://spsprodweu1.vssps.visualstudio.com/_signin?realm=dev.azure.com")]
    [InlineData(Found, "", "Location: https://login.microsoftonline.com/common/oauth2/authorize")]
    [InlineData(Found, "", "Location: https://app.vssps.visualstudio.com/go/profile")]
    [InlineData(Unauthorized, Page, "Content-Type: text/html")]
    public async Task Say_that_the_token_is_bad_where_the_answer_is_a_way_to_sign_in(
        HttpStatusCode status,
        string body,
        string header
    )
    {
        // Such answers are not described.
        Forge.On("GET pullrequests", status, body, header);

        var failure = await FailureOf(async () =>
            await (await ConnectAsync(Token, isDescribed: false)).FindOpenPullRequestAsync(
                Branch,
                Main,
                CancellationToken.None
            )
        );

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Message.Should().StartWith($"{What}: dev.azure.com refused the token").And.EndWith(".");
        failure.Message.Should().NotContain("html");
        failure.Hint.Should().Contain("not expired").And.Contain("Code (read & write)");
    }

    [Fact]
    public async Task Say_that_the_token_is_bad_where_a_redirect_leads_to_a_page_to_sign_in()
    {
        Forge
            .On("GET pullrequests", Found, "", "Location: /fabrikam/_apis/_signin?realm=dev.azure.com")
            .On("GET //_signin", NotFound, Page, "Content-Type: text/html");

        // The page is not part of the API.
        var failure = await FailureOf(async () =>
            await (await ConnectAsync(Token, isDescribed: false)).FindOpenPullRequestAsync(
                Branch,
                Main,
                CancellationToken.None
            )
        );

        failure.Message.Should().Be($"{What}: dev.azure.com refused the token.");
    }

    [Fact]
    public async Task Show_what_the_server_says_of_the_token()
    {
        Forge.On(
            "GET pullrequests",
            Unauthorized,
            Error("UnauthorizedRequestException", "TF400813: The user '' is not authorized to access this resource.")
        );

        var failure = await FailureOf(FindOpenAsync);

        failure
            .Message.Should()
            .Be(
                $"{What}: dev.azure.com refused the token (TF400813: The user '' is not authorized to access this resource)."
            );
    }

    [Fact]
    public async Task Say_that_there_is_no_token()
    {
        Forge.On("GET pullrequests", NonAuthoritativeInformation, Page, "Content-Type: text/html");

        var failure = await FailureOf(async () =>
            await (await ConnectAsync(token: null)).FindOpenPullRequestAsync(Branch, Main, CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Message.Should().Be($"{What}: dev.azure.com requires authentication, but no token was given.");
        failure.Hint.Should().Contain("SYSTEM_ACCESSTOKEN").And.Contain("AZURE_DEVOPS_EXT_PAT").And.Contain("--token");
        Forge.LastHeaders.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task Name_the_right_that_is_missing()
    {
        Forge.On(
            "GET pullrequests",
            Forbidden,
            Error(
                "GitNeedsPermissionException",
                "TF401027: You need the Git 'PullRequestContribute' permission to perform this action."
            )
        );

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure
            .Message.Should()
            .Be(
                $"{What}: the identity of the token lacks a permission (TF401027: You need the Git 'PullRequestContribute' permission to perform this action)."
            );
        failure.Hint.Should().Contain("Contribute to pull requests").And.Contain("Build Service");
    }

    [Fact]
    public async Task Never_show_the_token()
    {
        Forge.On("GET pullrequests", Conflict, $"{Token} OnMzY3JldC1wYXQ= sent", "Content-Type: text/plain");

        (await FailureOf(FindOpenAsync))
            .Message.Should()
            .Be($"{What}: dev.azure.com responded with the unexpected status 409 (*** *** sent).");
    }
}
