using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>Merge modes of an open pull request: what GitHub answers, and what comes of it.</summary>
public sealed class GitHubMergeModeTests : ScriptedGitHubTest
{
    private const string Commit = "1234567890123456789012345678901234567890";

    [Fact]
    public async Task Takes_three_requests_with_auto_merge()
    {
        Api.Answers(OK, RepositoryAnswer(check: "promotion")).Answers(Created, Document()).Answers(OK, Changed());

        var opened = await OpenAsync(MergeMode.AfterCheck);

        opened.AutoMerge.Should().BeTrue();
        opened.State.Should().Be(PullRequestState.Open);
        Asked.Should().Equal("POST graphql", "POST pulls", "POST graphql");
        Api.Requests[2].Body.Should().Contain("\"pullRequest\":\"PR_7\"").And.Contain($"\"head\":\"{Head}\"");
    }

    [Fact]
    public async Task Takes_one_request_where_nothing_changes()
    {
        Api.Answers(OK, RepositoryAnswer(check: "promotion", open: Node(autoMerge: true)));

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Fact]
    public async Task Is_really_off_where_a_person_decides()
    {
        Api.Answers(OK, RepositoryAnswer(check: "promotion", open: Node(autoMerge: true)))
            .Answers(OK, Changed(autoMerge: false));

        (await OpenAsync()).AutoMerge.Should().BeFalse();

        Api.Requests[1].Body.Should().Contain("disablePullRequestAutoMerge");
    }

    [Theory]
    [InlineData("Pull request Pull request is in clean status")]
    [InlineData("[\\\"Pull request Pull request is in unstable status\\\"]")]
    [InlineData("Pull request is in has_hooks status")]
    public async Task Merges_at_once_where_nothing_is_to_wait_for(string message)
    {
        Api.Answers(OK, RepositoryAnswer())
            .Answers(Created, Document())
            .Answers(OK, Refused(message))
            .Answers(OK, Checks())
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true,"message":"Pull Request successfully merged"}""");

        var merged = await OpenAsync(MergeMode.Immediately);

        merged.State.Should().Be(PullRequestState.Merged);
        merged.MergeCommit!.Value.Should().Be(Commit);
        Asked.Last().Should().Be("PUT pulls/7/merge");
        Api.Requests[^1].Body.Should().Be($$"""{"sha":"{{Head}}","merge_method":"merge"}""");
    }

    [Fact]
    public async Task Merges_at_once_where_there_are_no_rules()
    {
        Api.Answers(OK, RepositoryAnswer())
            .Answers(Created, Document())
            .Answers(OK, Refused("Pull request Protected branch rules not configured for this branch"))
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await OpenAsync(MergeMode.Immediately)).State.Should().Be(PullRequestState.Merged);
    }

    [Fact]
    public async Task Is_on_where_the_merge_queue_has_it()
    {
        Api.Answers(OK, RepositoryAnswer(check: "promotion", open: Node()))
            .Answers(OK, Queued(Changed(autoMerge: false)));

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"protection":{"required_status_checks":{"contexts":["promotion"]}}}""", "[]")]
    [InlineData(
        """{"protection":{"required_status_checks":{"checks":[{"context":"promotion","app_id":null}]}}}""",
        "[]"
    )]
    [InlineData(
        "{}",
        """[{"type":"required_status_checks","parameters":{"required_status_checks":[{"context":"promotion"}]}}]"""
    )]
    [InlineData("{}", """[{"type":"workflows","parameters":{"workflows":[]}}]""")]
    public async Task Sees_rules_that_GraphQL_does_not_show_to_administrators(string branch, string rules)
    {
        Api.Answers(OK, RepositoryAnswer(open: Node())).Answers(OK, branch).Answers(OK, rules).Answers(OK, Changed());

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"type":"WORKFLOWS","parameters":{}}""")]
    [InlineData(
        """{"type":"REQUIRED_STATUS_CHECKS","parameters":{"requiredStatusChecks":[{"context":"promotion"}]}}"""
    )]
    public async Task Waits_for_what_a_ruleset_requires(string rule)
    {
        Api.Answers(OK, RepositoryAnswer(rules: rule, open: Node())).Answers(OK, Changed());

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Theory]
    [InlineData("\"viewerDefaultMergeMethod\": \"SQUASH\"", "", "SQUASH")]
    [InlineData("\"mergeCommitAllowed\": false", "", "SQUASH")]
    [InlineData("\"mergeCommitAllowed\": false, \"squashMergeAllowed\": false", "", "REBASE")]
    [InlineData("\"viewerDefaultMergeMethod\": \"REBASE\", \"rebaseMergeAllowed\": false", "", "MERGE")]
    [InlineData("", """{"type":"REQUIRED_LINEAR_HISTORY"}""", "SQUASH")]
    [InlineData("", """{"type":"PULL_REQUEST","parameters":{"allowedMergeMethods":["rebase"]}}""", "REBASE")]
    public async Task Uses_a_way_of_merging_that_is_allowed(string settings, string rule, string method)
    {
        Api.Answers(OK, RepositoryAnswer("promotion", Node(), settings, rule)).Answers(OK, Changed());

        await OpenAsync(MergeMode.AfterCheck);

        Api.Requests[^1].Body.Should().Contain($"\"method\":\"{method}\"");
    }

    private static string Queued(string pullRequest) =>
        pullRequest.Replace(
            "\"autoMergeRequest\": null",
            "\"autoMergeRequest\": null, \"isInMergeQueue\": true",
            StringComparison.Ordinal
        );
}
