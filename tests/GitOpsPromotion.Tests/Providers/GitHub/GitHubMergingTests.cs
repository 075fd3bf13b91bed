using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubMergingTests : ScriptedGitHubTest
{
    private const string Commit = "1234567890123456789012345678901234567890";

    private PullRequest Open =>
        new(7, Branch, Main, Head, "Promote webshop/webui", "What and why.", PullRequestState.Open);

    private string Ready => Node(mergeState: "CLEAN");

    [Fact]
    public async Task Says_that_the_token_may_not()
    {
        Api.Answers(OK, RepositoryAnswer(open: Ready))
            .Answers(Forbidden, Message("Resource not accessible by integration"));

        (await FailureOf(MergeAsync)).Kind.Should().Be(FailureKind.Unauthorized);
    }

    [Fact]
    public async Task Is_done_where_it_was_merged_before()
    {
        Api.Answers(OK, RepositoryAnswer()).Answers(OK, Document(state: "closed", mergeCommit: Commit));

        (await MergeAsync()).MergeCommit!.Value.Should().Be(Commit);
    }

    [Fact]
    public async Task Is_stale_where_it_was_closed()
    {
        Api.Answers(OK, RepositoryAnswer()).Answers(OK, Document(state: "closed"));

        (await FailureOf(MergeAsync)).IsStale.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"name":"Promotion","conclusion":"SUCCESS"}, {"context":"build","state":"SUCCESS"}""")]
    [InlineData("""{"name":"promotion","conclusion":"SKIPPED"}, {"name":"build","conclusion":"NEUTRAL"}""")]
    public async Task Merges_with_a_token_that_may_bypass_rules_which_are_met(string contexts)
    {
        Api.Answers(OK, RepositoryAnswer(open: Node(mergeState: "CLEAN", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true, contexts, review: "APPROVED"))
            .Answers(OK, """{"protection":{"required_status_checks":{"contexts":["promotion", "build"]}}}""")
            .Answers(OK, "[]")
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await MergeAsync()).State.Should().Be(PullRequestState.Merged);
    }

    [Theory]
    [InlineData("REVIEW_REQUIRED")]
    [InlineData("CHANGES_REQUESTED")]
    public async Task Does_not_bypass_a_review_with_a_token_that_may(string review)
    {
        Api.Answers(OK, RepositoryAnswer(open: Node(mergeState: "CLEAN", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true, review: review));

        (await FailureOf(MergeAsync))
            .Message.Should()
            .Be("Pull request 7 was not merged: a rule of main is not met (an approving review).");
    }

    private Task<PullRequest> MergeAsync() => Provider.MergePullRequestAsync(Open, CancellationToken.None);
}
