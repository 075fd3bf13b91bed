using System.Net;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <remarks>Tokens and their permissions.</remarks>
public sealed partial class GitHubErrorsTests
{
    [Fact]
    public async Task Say_that_the_token_is_bad()
    {
        Api.Answers(Unauthorized, Message("Bad credentials"));

        await Fails(FailureKind.Unauthorized, $"{What}: {Host} refused the token (Bad credentials).", "not expired");
    }

    [Theory]
    [InlineData(Unauthorized, "Requires authentication")]
    [InlineData(Forbidden, "This endpoint requires you to be authenticated.")]
    public async Task Say_that_there_is_no_token(HttpStatusCode status, string message)
    {
        Api.Answers(status, Message(message));

        var failure = await FailureOf(async () =>
            await (await ConnectAsync(token: null)).FindOpenPullRequestAsync(Branch, Main, CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Message.Should().Be($"{What}: {Host} requires authentication, but no token was given.");
        failure.Hint.Should().Contain("GITHUB_TOKEN").And.Contain("--token");
    }

    [Theory]
    [InlineData(
        "X-Accepted-GitHub-Permissions: pull_requests=write,contents=read; issues=write",
        "It needs the permissions pull_requests=write,contents=read; issues=write."
    )]
    [InlineData("X-Accepted-OAuth-Scopes: repo", "It needs one of the scopes repo.")]
    [InlineData(
        "X-Nothing: said",
        "It needs the permissions contents: write, pull-requests: write and statuses: read."
    )]
    public async Task Name_the_permission_that_is_missing(string header, string hint)
    {
        Api.Answers(Forbidden, Message("Resource not accessible by integration"), header);

        await Fails(
            FailureKind.Unauthorized,
            $"{What}: the token lacks a permission (Resource not accessible by integration).",
            hint
        );
    }

    [Fact]
    public async Task Lead_to_the_page_of_single_sign_on()
    {
        var forge = await ConnectAsync(Token);
        Api.Answers(
            Forbidden,
            Message("Resource protected by organization SAML enforcement."),
            "X-GitHub-SSO: required; url=https://127.0.0.1/orgs/acme/sso?authorization_request=AB"
        );

        var failure = await FailureOf(() => forge.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None));

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure
            .Message.Should()
            .Be($"{What}: the organization acme requires the token to be authorized for single sign-on.");
        failure.Hint.Should().Be("Authorize it at https://127.0.0.1/orgs/acme/sso?authorization_request=AB");
    }

    [Theory]
    [InlineData("required; url=https://evil.example.org/orgs/acme/sso")]
    [InlineData("required; url=http://127.0.0.1/orgs/acme/sso")]
    [InlineData("required; url=javascript:alert(1)")]
    [InlineData("partial-results; organizations=1,2")]
    public async Task Lead_to_no_other_page(string header)
    {
        Api.Answers(Forbidden, Message("SAML"), $"X-GitHub-SSO: {header}");

        var failure = await FailureOf(FindOpenAsync);

        failure.Message.Should().Contain("the token lacks a permission (SAML)");
        failure.Hint.Should().NotContain("://");
    }
}
