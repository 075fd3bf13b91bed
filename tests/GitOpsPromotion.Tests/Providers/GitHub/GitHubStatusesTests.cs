using System.Globalization;
using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubStatusesTests : ScriptedGitHubTest
{
    private const string Page =
        """{"state":"pending","statuses":[{"context":"kustomization/apps-dev","state":"success","description":null},{"context":"ci","state":"error","description":"broken"}]}""";

    [Fact]
    public async Task Of_one_commit_are_read_over_all_pages()
    {
        Api.Answers(
                OK,
                Page,
                $"Link: <{Forge.GitHub.Api}repos/acme/gitops/commits/{Head}/status?per_page=100&page=2>; rel=\"next\""
            )
            .Answers(OK, """{"statuses":[{"context":"other","state":"new_state","description":""}]}""");

        var statuses = await GetAsync(Head);

        statuses[Head]
            .Should()
            .Equal(
                new CommitStatus("kustomization/apps-dev", CommitStatusState.Success, ""),
                new CommitStatus("ci", CommitStatusState.Failure, "broken"),
                new CommitStatus("other", CommitStatusState.Pending, "")
            );
    }

    [Fact]
    public async Task Are_not_believed_where_their_list_does_not_end()
    {
        for (var page = 2; page < 1002; page++)
        {
            Api.Answers(
                OK,
                """{"statuses":[]}""",
                $"Link: <{Forge.GitHub.Api}repos/acme/gitops/commits/{Head}/status?per_page=100&page={page}>; rel=\"next\""
            );
        }

        // What would have come next may be a failure.
        var get = () => GetAsync(Head);
        var failure = (await get.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().EndWith("does not end after 1000 pages.");
    }

    [Fact]
    public async Task Are_not_sent_again_where_they_have_not_changed()
    {
        Api.Answers(OK, Page, "ETag: W/\"abc\"")
            .Answers(NotModified, "", "ETag: W/\"abc\"")
            .Answers(OK, """{"statuses":[]}""", "ETag: W/\"def\"");

        var first = await GetAsync(Head);
        var second = await GetAsync(Head);
        var third = await GetAsync(Head);

        second[Head].Should().Equal(first[Head]);
        third[Head].Should().BeEmpty();
        Api.Requests[0].Headers.Should().NotContainKey("If-None-Match");
        Api.Requests[1].Headers["If-None-Match"].Should().Be("W/\"abc\"");
    }

    [Fact]
    public async Task Of_a_commit_that_GitHub_does_not_know_are_none()
    {
        Api.Answers(UnprocessableContent, Message($"No commit found for SHA: {Head}"));

        (await GetAsync(Head))[Head].Should().BeEmpty();
    }

    [Fact]
    public async Task Of_several_commits_are_read_with_one_request()
    {
        var commits = Commits(3);
        Api.Answers(
            OK,
            """
            {"data":{"repository":{
              "c0":{"status":{"contexts":[{"context":"a","state":"SUCCESS","description":"well"},{"context":"b","state":"EXPECTED","description":null}]}},
              "c1":{"status":null},
              "c2":null
            }}}
            """
        );

        var statuses = await GetAsync(commits);

        statuses[commits[0]]
            .Should()
            .Equal(
                new CommitStatus("a", CommitStatusState.Success, "well"),
                new CommitStatus("b", CommitStatusState.Pending, "")
            );
        statuses[commits[1]].Should().BeEmpty();
        statuses[commits[2]].Should().BeEmpty();
        Api.Requests[0].Body.Should().Contain(commits[2].Value);
    }

    [Fact]
    public async Task Of_many_commits_are_read_a_hundred_at_a_time()
    {
        Api.Answers(OK, """{"data":{"repository":{}}}""").Answers(OK, """{"data":{"repository":{}}}""");

        (await GetAsync(Commits(150))).Should().HaveCount(150);
    }

    [Fact]
    public async Task Of_no_commit_are_read_without_a_request() => (await GetAsync()).Should().BeEmpty();

    [Fact]
    public async Task Are_reported_again_where_the_answer_was_lost()
    {
        Api.Answers(BadGateway).Answers(Created, "{}");

        await Provider.ReportStatusAsync(
            Head,
            new("gitops-promotion/webshop-qa", CommitStatusState.Failure, "did not start"),
            CancellationToken.None
        );

        Api.Requests[1]
            .ToString()
            .Should()
            .Be(
                $$"""POST /api/v3/repos/acme/gitops/statuses/{{Head}} {"context":"gitops-promotion/webshop-qa","state":"failure","description":"did not start"}"""
            );
    }

    [Fact]
    public async Task Say_what_was_not_set()
    {
        Api.Answers(UnprocessableContent, Message("This SHA and context has reached the maximum number of statuses."));

        var failure = await FailureOf(() =>
            Provider.ReportStatusAsync(Head, new("ci", CommitStatusState.Success, ""), CancellationToken.None)
        );

        failure
            .Message.Should()
            .Be(
                $"The status ci of commit {Head.Abbreviated} was not set: {Host} responded: This SHA and context has reached the maximum number of statuses."
            );
    }

    private Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetAsync(params CommitSha[] commits) =>
        Provider.GetStatusesAsync(commits, DateTimeOffset.MaxValue, CancellationToken.None);

    private static CommitSha[] Commits(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => CommitSha.Parse(number.ToString("x40", CultureInfo.InvariantCulture))),
        ];
}
