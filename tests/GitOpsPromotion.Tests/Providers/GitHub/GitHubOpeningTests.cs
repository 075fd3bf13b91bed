using FluentAssertions;
using GitOpsPromotion.Tests.Providers.Http;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubOpeningTests : ScriptedGitHubTest
{
    private const string AlreadyOpen =
        """{"message":"Validation Failed","errors":[{"resource":"PullRequest","code":"custom","message":"A pull request already exists for acme:promote/webshop-webui."}]}""";

    private const string NoBranch =
        """{"message":"Validation Failed","errors":[{"resource":"PullRequest","field":"head","code":"invalid"}]}""";

    private static readonly HttpRequestException Lost = new(HttpRequestError.ResponseEnded, "It ended.");

    [Fact]
    public async Task Sends_what_the_draft_says()
    {
        Api.Answers(OK, Prospect()).Answers(Created, Document());

        await OpenAsync();

        Api.Requests[1]
            .ToString()
            .Should()
            .Be(
                """POST /api/v3/repos/acme/gitops/pulls {"head":"promote/webshop-webui","base":"main","title":"Promote webshop/webui","body":"What and why."}"""
            );
        Api.Requests[1].Headers.Should().Contain("X-GitHub-Api-Version", "2022-11-28");
        Api.Requests[1].Headers["Authorization"].Should().Be($"Bearer {Token}");
        Api.Requests[1].Headers["Accept"].Should().Be("application/vnd.github+json");
    }

    [Fact]
    public async Task Changes_only_what_differs()
    {
        Api.Answers(OK, Prospect(open: Node(title: "Old"))).Answers(OK, Document());

        var opened = await OpenAsync();

        opened.Title.Should().Be("Promote webshop/webui");
        Api.Requests[1]
            .ToString()
            .Should()
            .EndWith("""PATCH /api/v3/repos/acme/gitops/pulls/7 {"title":"Promote webshop/webui"}""");
    }

    [Fact]
    public async Task Looks_whether_the_change_was_made_where_the_answer_was_lost()
    {
        Api.Answers(OK, Prospect(open: Node(title: "Old")))
            .Fails(Lost)
            .Answers(OK, Document(title: "Old"))
            .Fails(Lost)
            .Answers(OK, Document());

        (await OpenAsync()).Title.Should().Be("Promote webshop/webui");

        Asked.Should().Equal("POST graphql", "PATCH pulls/7", "GET pulls/7", "PATCH pulls/7", "GET pulls/7");
    }

    [Fact]
    public async Task Does_not_write_again_over_what_another_run_has_written()
    {
        Api.Answers(OK, Prospect(open: Node(title: "Old")))
            .Answers(_ =>
            {
                Forge.PushAsync(Branch, "webui.yaml", "2.0").Wait();
                throw Lost;
            });

        (await FailureOf(() => OpenAsync())).IsStale.Should().BeTrue();

        Asked.Should().Equal("POST graphql", "PATCH pulls/7");
    }

    [Fact]
    public async Task Does_not_write_over_what_another_run_has_written_while_it_was_put_off()
    {
        Api.Answers(OK, Prospect(open: Node(title: "Old")))
            .Answers(_ =>
            {
                Forge.PushAsync(Branch, "webui.yaml", "2.0").Wait();
                return ScriptedServer.Response(TooManyRequests, [], "Retry-After: 60");
            });

        (await FailureOf(() => OpenAsync())).IsStale.Should().BeTrue();

        Asked.Should().Equal("POST graphql", "PATCH pulls/7");
    }

    [Fact]
    public async Task Does_not_write_over_what_another_run_has_opened_for_its_own_push()
    {
        var newer = "";
        Api.Answers(OK, Prospect())
            .Answers(_ =>
            {
                newer = Forge.PushAsync(Branch, "webui.yaml", "2.0").Result.Value;
                return ScriptedServer.Response(UnprocessableContent, System.Text.Encoding.UTF8.GetBytes(AlreadyOpen));
            })
            .Answers(_ =>
                ScriptedServer.Response(
                    OK,
                    System.Text.Encoding.UTF8.GetBytes($"[{Document(title: "Newer", head: newer)}]")
                )
            );

        (await FailureOf(() => OpenAsync())).IsStale.Should().BeTrue();

        Asked.Should().Equal("POST graphql", "POST pulls", "GET pulls");
    }

    [Fact]
    public async Task Takes_over_what_another_run_has_opened_at_the_same_time()
    {
        Api.Answers(OK, Prospect())
            .Answers(UnprocessableContent, AlreadyOpen)
            .Answers(OK, "[]")
            .Answers(UnprocessableContent, AlreadyOpen)
            .Answers(OK, $"[{Document(title: "Theirs")}]")
            .Answers(OK, Document());

        (await OpenAsync()).Title.Should().Be("Promote webshop/webui");
    }

    [Fact]
    public async Task Does_not_open_a_second_one_where_the_answer_was_lost()
    {
        Api.Answers(OK, Prospect()).Fails(Lost).Answers(OK, $"[{Document()}]");

        (await OpenAsync()).Number.Should().Be(7);

        Asked.Should().Equal("POST graphql", "POST pulls", "GET pulls");
    }

    [Fact]
    public async Task Tries_again_where_the_request_was_lost()
    {
        Api.Answers(OK, Prospect()).Fails(Lost).Answers(OK, "[]").Answers(Created, Document());

        (await OpenAsync()).Number.Should().Be(7);
    }

    [Fact]
    public async Task Ends_with_one_sentence_where_every_answer_is_lost()
    {
        Api.Answers(OK, Prospect());
        for (var i = 0; i < 3; i++)
        {
            Api.Answers(BadGateway).Answers(OK, "[]");
        }

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be(
                $"No pull request was opened from {Branch} into main: {Host} failed with status 502; it may have been done all the same."
            );
    }

    [Fact]
    public async Task Waits_for_a_branch_that_GitHub_does_not_see_yet()
    {
        Api.Answers(OK, Prospect(settings: "\"source\": null"))
            .Answers(UnprocessableContent, NoBranch)
            .Answers(Created, Document());

        (await OpenAsync()).Number.Should().Be(7);
    }

    [Fact]
    public async Task Is_stale_where_the_branch_is_gone()
    {
        await Forge.DeleteAsync(Branch);
        Api.Answers(OK, Prospect(settings: "\"source\": null"));

        (await FailureOf(() => OpenAsync())).IsStale.Should().BeTrue();
    }

    [Fact]
    public async Task Is_stale_where_there_is_nothing_left_to_merge()
    {
        Api.Answers(OK, Prospect())
            .Answers(
                UnprocessableContent,
                """{"message":"Validation Failed","errors":[{"resource":"PullRequest","code":"custom","message":"No commits between main and promote/webshop-webui"}]}"""
            );

        var failure = await FailureOf(() => OpenAsync());

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be($"No pull request was opened from {Branch}: main has got the same change meanwhile.");
    }

    [Fact]
    public async Task Leaves_a_pull_request_of_a_fork_alone()
    {
        var fork = Node()
            .Replace("\"isCrossRepository\": false", "\"isCrossRepository\": true", StringComparison.Ordinal);
        Api.Answers(OK, Prospect(open: fork)).Answers(Created, Document(number: 8));

        (await OpenAsync()).Number.Should().Be(8);
    }

    [Fact]
    public async Task Finds_its_pull_request_by_its_branch()
    {
        Api.Answers(
            OK,
            $"[{Document(headRepository: "2", number: 6)}, {Document(target: "release", number: 5)}, {Document()}]"
        );

        (await FindOpenAsync())!.Number.Should().Be(7);

        Api.Requests[0].Url.Query.Should().Be("?state=open&head=acme%3Apromote%2Fwebshop-webui&base=main&per_page=100");
    }

    [Fact]
    public async Task Lists_all_pages_and_no_forks()
    {
        Api.Answers(
                OK,
                $"[{Document(number: 1)}, {Document(number: 2, headRepository: "9")}]",
                $"Link: <{Forge.GitHub.Api}repos/acme/gitops/pulls?state=open&page=2>; rel=\"next\", <{Forge.GitHub.Api}repos/acme/gitops/pulls?page=2>; rel=\"last\""
            )
            .Answers(
                OK,
                $"[{Document(number: 3)}]",
                $"Link: <{Forge.GitHub.Api}repos/acme/gitops/pulls?page=1>; rel=\"prev\""
            );

        var open = await Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None);

        open.Select(pullRequest => pullRequest.Number).Should().Equal(1, 3);
    }

    [Fact]
    public async Task Does_not_follow_a_list_to_another_server()
    {
        Api.Answers(OK, "[]", "Link: <https://evil.example.org/pulls?page=2>; rel=\"next\"");

        var failure = await FailureOf(() => Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None));

        failure.Kind.Should().Be(FailureKind.Unavailable);
    }

    [Fact]
    public async Task Shows_no_page_that_is_no_web_page()
    {
        Api.Answers(
            OK,
            $"[{Document().Replace("https://github.com/acme/gitops/pull/7", "javascript:alert(1)", StringComparison.Ordinal)}]"
        );

        (await FindOpenAsync())!.Page.Should().BeNull();
    }
}
