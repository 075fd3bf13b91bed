using System.Net;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubErrorsTests : ScriptedGitHubTest
{
    private const string What = "The open pull request from promote/webshop-webui into main was not read";

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

    [Fact]
    public async Task Say_that_the_repository_is_archived()
    {
        Api.Answers(Forbidden, Message("Repository was archived so is read-only."));

        await Fails(FailureKind.Rejected, $"{What}: acme/gitops is archived, so it is read-only.", "Unarchive it");
    }

    [Fact]
    public async Task Say_that_workflows_may_not_create_pull_requests()
    {
        Api.Answers(Forbidden, Message("GitHub Actions is not permitted to create or approve pull requests."));

        await Fails(
            FailureKind.Unauthorized,
            $"{What}: the settings do not allow workflows to create pull requests in acme/gitops.",
            "Tick 'Allow GitHub Actions to create and approve pull requests'"
        );
    }

    [Fact]
    public async Task Say_that_the_repository_may_be_hidden()
    {
        Api.Answers(NotFound, Message("Not Found"));

        await Fails(
            FailureKind.Unauthorized,
            $"{What}: not found in acme/gitops, or the token has no access to it ({Host}: Not Found).",
            "Check the URL of origin"
        );
    }

    [Theory]
    [InlineData(Gone, "This version of the API has been retired.")]
    [InlineData(BadRequest, "The API version 2022-11-28 is not supported.")]
    public async Task Say_that_the_API_is_another(HttpStatusCode status, string message)
    {
        Api.Answers(status, Message(message));

        await Fails(
            FailureKind.Unavailable,
            $"{What}: {Host} does not support version 2022-11-28 of its API ({message.TrimEnd('.')}).",
            "Update gitops-promotion"
        );
    }

    [Fact]
    public async Task Show_what_is_wrong_with_a_request()
    {
        Api.Answers(
            UnprocessableContent,
            """{"message":"Validation Failed","errors":[{"resource":"PullRequest","field":"base","code":"invalid"},"and more",{"code":"custom","message":"It is odd."}]}"""
        );

        await Fails(
            FailureKind.Unavailable,
            $"{What}: {Host} responded with the unexpected status 422 (Validation Failed: base invalid: and more: It is odd).",
            "A proxy may have answered"
        );
    }

    [Theory]
    [InlineData(BadRequest)]
    [InlineData(MethodNotAllowed)]
    [InlineData(ProxyAuthenticationRequired)]
    [InlineData(Conflict)]
    [InlineData(Gone)]
    [InlineData(UnprocessableContent)]
    [InlineData((HttpStatusCode)418)]
    public async Task Say_that_a_list_was_not_read(HttpStatusCode status)
    {
        Api.Answers(status, "<html>Log in to the proxy</html>", "Content-Type: text/html");

        var failure = await FailureOf(() => Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None));

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be(
                $"The open pull requests into main were not read: {Host} responded with the unexpected status {(int)status}."
            );
    }

    [Theory]
    [InlineData(ProxyAuthenticationRequired)]
    [InlineData(UnprocessableContent)]
    public async Task Say_that_a_query_was_not_answered(HttpStatusCode status)
    {
        Api.Answers(status);

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().EndWith($"responded with the unexpected status {(int)status}.");
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>", "Content-Type: text/html", "")]
    [InlineData("no way", "Content-Type: text/plain", " (no way)")]
    [InlineData(
        "{\"count\":1,\"value\":{\"Message\":\"odd\"}}",
        "Content-Type: application/json",
        " ({\"count\":1,\"value\":{\"Message\":\"odd\"}})"
    )]
    [InlineData("{\"message\":7}", "Content-Type: text/plain", " ({\"message\":7})")]
    public async Task Cope_with_answers_that_are_not_as_the_API_describes(string body, string type, string shown)
    {
        Api.Answers(Conflict, body, type);

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Be($"{What}: {Host} responded with the unexpected status 409{shown}.");
    }

    [Theory]
    [InlineData(OK, "<html>Sign in</html>")]
    [InlineData(NonAuthoritativeInformation, "<html>Sign in</html>")]
    [InlineData(OK, "{\"message\":\"odd\"}")]
    [InlineData(OK, "[{\"number\":\"seven\"}]")]
    public async Task Say_that_an_answer_is_not_GitHubs(HttpStatusCode status, string body)
    {
        Api.Answers(status, body);

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().EndWith("without the JSON that its API describes.");
    }

    [Fact]
    public async Task Follow_a_renamed_repository_on_the_same_server()
    {
        Api.Answers(
                MovedPermanently,
                Message("Moved Permanently"),
                $"Location: {Forge.GitHub.Api}repositories/1/pulls?state=open"
            )
            .Answers(OK, $"[{Document()}]");
        // The address of a repository by its number is not in the description.
        var provider = await Forge.ConnectAsync(Api, Token);

        var found = await provider.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);

        found!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Say_that_a_repository_has_moved_to_another_server()
    {
        Api.Answers(MovedPermanently, "", "Location: https://evil.example.org/api/v3/repositories/1");

        await Fails(
            FailureKind.Unavailable,
            $"{What}: http://{Host} redirects to https://evil.example.org, to which the token is not sent.",
            "git remote set-url origin"
        );
        Api.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("FORBIDDEN", FailureKind.Unauthorized, "the token lacks a permission (Because)")]
    [InlineData("INSUFFICIENT_SCOPES", FailureKind.Unauthorized, "the token lacks a permission (Because)")]
    [InlineData("NOT_FOUND", FailureKind.Unauthorized, "not found in acme/gitops, or the token has no access to it (")]
    [InlineData("SERVICE_UNAVAILABLE", FailureKind.Rejected, "responded: Because.")]
    public async Task Understand_those_of_GraphQL(string type, FailureKind kind, string message)
    {
        Api.Answers(
            OK,
            $$"""{"data":{"repository":null},"errors":[{"type":"{{type}}","path":["repository"],"message":"Because."}]}"""
        );

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(kind);
        failure
            .Message.Should()
            .StartWith("No pull request was opened from promote/webshop-webui into main: ")
            .And.Contain(message);
    }

    [Fact]
    public async Task Say_that_a_server_is_too_old_for_a_query()
    {
        Api.Answers(
            OK,
            """{"errors":[{"path":["query Repository","repository"],"extensions":{"code":"undefinedField","typeName":"Ref","fieldName":"rules"},"message":"Field 'rules' doesn't exist on type 'Ref'"}]}"""
        );

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("does not support the GraphQL fields that this version needs");
        failure.Hint.Should().Contain("3.17 or newer");
    }

    [Fact]
    public async Task Say_that_a_query_failed_inside_the_server()
    {
        for (var i = 0; i < 5; i++)
        {
            Api.Answers(
                OK,
                """{"data":null,"errors":[{"message":"Something went wrong while executing your query."}]}"""
            );
        }

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Contain("reported an internal error (Something went wrong while executing your query)");
    }

    [Fact]
    public async Task Do_not_mind_that_rules_are_not_shown()
    {
        Api.Answers(
                OK,
                RepositoryAnswer()[..^1].TrimEnd('}', ' ', '\n')
                    + """}}},"errors":[{"type":"FORBIDDEN","path":["repository","target","rules"],"message":"Resource not accessible"}]}"""
            )
            .Answers(Created, Document());

        (await OpenAsync()).Number.Should().Be(7);
    }

    private async Task Fails(FailureKind kind, string message, string hint)
    {
        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(kind);
        failure.Message.Should().Be(message);
        failure.Hint.Should().Contain(hint);
    }
}
