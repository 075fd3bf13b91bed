using FluentAssertions;
using GitOpsPromotion.Tests.Providers.Http;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubOpeningTests : ScriptedGitHubTest
{
    [Fact]
    public async Task Sends_what_the_draft_says()
    {
        Api.Answers(OK, RepositoryAnswer()).Answers(Created, Document());

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
        Api.Answers(OK, RepositoryAnswer(open: Node(title: "Old"))).Answers(OK, Document());

        var opened = await OpenAsync();

        opened.Title.Should().Be("Promote webshop/webui");
        Api.Requests[1]
            .ToString()
            .Should()
            .EndWith("""PATCH /api/v3/repos/acme/gitops/pulls/7 {"title":"Promote webshop/webui"}""");
    }

    [Fact]
    public async Task Does_not_write_over_what_another_run_has_written_while_it_was_throttled()
    {
        Api.Answers(OK, RepositoryAnswer(open: Node(title: "Old")))
            .Answers(_ =>
            {
                Forge.PushAsync(Branch, "webui.yaml", "2.0").Wait();
                return ScriptedServer.Response(TooManyRequests, [], "Retry-After: 60");
            });

        (await FailureOf(() => OpenAsync())).IsStale.Should().BeTrue();

        Asked.Should().Equal("POST graphql", "PATCH pulls/7");
    }

    [Fact]
    public async Task Is_stale_where_the_branch_is_gone()
    {
        await Forge.DeleteAsync(Branch);
        Api.Answers(OK, RepositoryAnswer(settings: "\"source\": null"));

        (await FailureOf(() => OpenAsync())).IsStale.Should().BeTrue();
    }

    [Fact]
    public async Task Leaves_a_pull_request_of_a_fork_alone()
    {
        var fork = Node()
            .Replace("\"isCrossRepository\": false", "\"isCrossRepository\": true", StringComparison.Ordinal);
        Api.Answers(OK, RepositoryAnswer(open: fork)).Answers(Created, Document(number: 8));

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
    public async Task Shows_no_page_with_another_scheme()
    {
        Api.Answers(
            OK,
            $"[{Document().Replace("https://github.com/acme/gitops/pull/7", "javascript:alert(1)", StringComparison.Ordinal)}]"
        );

        (await FindOpenAsync())!.Page.Should().BeNull();
    }
}
