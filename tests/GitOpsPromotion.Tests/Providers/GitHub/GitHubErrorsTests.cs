using System.Net;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed partial class GitHubErrorsTests : ScriptedGitHubTest
{
    private const string What = "The open pull request from promote/webshop-webui into main was not read";

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
