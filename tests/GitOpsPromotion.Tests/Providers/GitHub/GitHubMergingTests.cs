using System.Text;
using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Tests.Providers.Http;
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
    public async Task Tries_again_where_the_target_branch_was_modified()
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(MethodNotAllowed, Message("Base branch was modified. Review and try the merge again."))
            .Answers(OK, Document(mergeableState: "clean"))
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await MergeAsync()).MergeCommit!.Value.Should().Be(Commit);
    }

    [Fact]
    public async Task Tries_again_where_the_answer_was_lost()
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(BadGateway)
            .Answers(MethodNotAllowed, Message("Pull Request is not mergeable"))
            .Answers(OK, Document(state: "closed", mergeCommit: Commit));

        var merged = await MergeAsync();

        merged.State.Should().Be(PullRequestState.Merged);
        merged.MergeCommit!.Value.Should().Be(Commit);
    }

    [Fact]
    public async Task Waits_where_GitHub_is_behind_the_push()
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(Conflict, Message("Head branch was modified. Review and try the merge again."))
            .Answers(OK, Document(head: Commit))
            .Answers(MethodNotAllowed, Message("Pull Request is not mergeable"))
            .Answers(OK, Document(mergeableState: "unknown"))
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await MergeAsync()).State.Should().Be(PullRequestState.Merged);
    }

    [Fact]
    public async Task Is_done_where_another_job_merges_it_while_it_is_being_judged()
    {
        DeleteBranch();
        Api.Answers(OK, Prospect(open: Node(mergeState: "UNKNOWN")))
            .Answers(OK, Document(state: "closed", mergeCommit: Commit));

        (await MergeAsync()).MergeCommit!.Value.Should().Be(Commit);
    }

    [Fact]
    public async Task Is_done_where_another_job_merges_it_after_a_refusal()
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(MethodNotAllowed, Message("Base branch was modified. Review and try the merge again."))
            .Answers(_ =>
            {
                // Just after this answer was made.
                DeleteBranch();
                return ScriptedServer.Response(OK, Encoding.UTF8.GetBytes(Document(mergeableState: "unknown")));
            })
            .Answers(MethodNotAllowed, Message("Pull Request is not mergeable"))
            .Answers(OK, Document(state: "closed", mergeCommit: Commit));

        (await MergeAsync()).MergeCommit!.Value.Should().Be(Commit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_stale_where_another_job_has_merged_another_commit(bool beforeTheFirstLook)
    {
        var merged = Document(state: "closed", head: Commit, mergeCommit: Commit);
        Api.Answers(OK, Prospect(open: beforeTheFirstLook ? "" : Ready));
        if (!beforeTheFirstLook)
        {
            Api.Answers(MethodNotAllowed, Message("Pull Request is not mergeable"));
        }

        Api.Answers(OK, merged);

        var failure = await FailureOf(MergeAsync);

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be("Pull request 7 was not merged: it has been merged with another commit, 123456789012.");
    }

    [Fact]
    public async Task Is_stale_where_the_branch_was_deleted_without_a_merge()
    {
        DeleteBranch();
        Api.Answers(OK, Prospect(open: Node(mergeState: "UNKNOWN"))).Answers(OK, Document());

        (await FailureOf(MergeAsync)).IsStale.Should().BeTrue();
    }

    [Theory]
    [InlineData(
        "At least 1 approving review is required by reviewers with write access.",
        "At least 1 approving review is required by reviewers with write access"
    )]
    [InlineData(
        "Required status check \\\"promotion\\\" is expected.",
        "Required status check \"promotion\" is expected"
    )]
    [InlineData(
        "Repository rule violations found\\n\\nRequired status check \\\"promotion\\\" is failing.\\n\\n",
        "Repository rule violations found; Required status check \"promotion\" is failing"
    )]
    public async Task Says_what_is_missing(string message, string shown)
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(MethodNotAllowed, Message(message))
            .Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(MergeAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.IsStale.Should().BeFalse();
        failure.Message.Should().Be($"Pull request 7 was not merged: {shown}.");
    }

    [Theory]
    [InlineData(
        "Repository rule violations found\\n\\nChanges must be made through the merge queue",
        "takes merges from its merge queue only"
    )]
    [InlineData("Merge commits are not allowed on this repository.", "no way of merging is allowed")]
    [InlineData("Pull Request is still a draft", "it is a draft")]
    public async Task Says_which_setting_stands_in_the_way(string message, string shown)
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(MethodNotAllowed, Message(message))
            .Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(MergeAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().StartWith("Pull request 7 was not merged: ").And.Contain(shown);
    }

    [Fact]
    public async Task Names_a_conflict()
    {
        Api.Answers(OK, Prospect(open: Ready))
            .Answers(MethodNotAllowed, Message("Pull Request is not mergeable"))
            .Answers(OK, Document(mergeableState: "dirty"));

        var failure = await FailureOf(MergeAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.IsStale.Should().BeFalse();
        failure.Message.Should().Be("Pull request 7 was not merged: it conflicts with what main got meanwhile.");
    }

    [Fact]
    public async Task Says_that_the_token_may_not()
    {
        Api.Answers(OK, Prospect(open: Ready)).Answers(Forbidden, Message("Resource not accessible by integration"));

        (await FailureOf(MergeAsync)).Kind.Should().Be(FailureKind.Unauthorized);
    }

    [Fact]
    public async Task Does_not_take_a_pull_request_that_is_not_listed_yet_for_one_that_is_ready()
    {
        Api.Answers(OK, Prospect(check: "promotion")).Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(MergeAsync);

        failure
            .Message.Should()
            .Be("Pull request 7 was not merged: a rule of main is not met (checks that it requires: promotion).");
    }

    [Fact]
    public async Task Is_done_where_it_was_merged_before()
    {
        Api.Answers(OK, Prospect()).Answers(OK, Document(state: "closed", mergeCommit: Commit));

        (await MergeAsync()).MergeCommit!.Value.Should().Be(Commit);
    }

    [Fact]
    public async Task Is_stale_where_it_was_closed()
    {
        Api.Answers(OK, Prospect()).Answers(OK, Document(state: "closed"));

        (await FailureOf(MergeAsync)).IsStale.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"name":"Promotion","conclusion":"SUCCESS"}, {"context":"build","state":"SUCCESS"}""")]
    [InlineData("""{"name":"promotion","conclusion":"SKIPPED"}, {"name":"build","conclusion":"NEUTRAL"}""")]
    public async Task Merges_for_who_may_bypass_the_rules_where_they_are_met(string contexts)
    {
        Api.Answers(OK, Prospect(open: Node(mergeState: "CLEAN", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true, contexts, review: "APPROVED"))
            .Answers(OK, """{"protection":{"required_status_checks":{"contexts":["promotion", "build"]}}}""")
            .Answers(OK, "[]")
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await MergeAsync()).State.Should().Be(PullRequestState.Merged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"name":"other","conclusion":"SUCCESS"}""")]
    [InlineData("""{"name":"promotion","conclusion":null}""")]
    [InlineData("""{"name":"promotion","conclusion":"FAILURE"}, {"name":"promotion","conclusion":"SUCCESS"}""")]
    [InlineData("""{"context":"promotion","state":"PENDING"}""")]
    public async Task Does_not_merge_past_a_required_check_for_who_may(string contexts)
    {
        Api.Answers(OK, Prospect(open: Node(mergeState: "UNSTABLE", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true, contexts))
            .Answers(OK, """{"protection":{"required_status_checks":{"contexts":["promotion"]}}}""")
            .Answers(OK, "[]");

        var failure = await FailureOf(MergeAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be("Pull request 7 was not merged: a rule of main is not met (checks that it requires: promotion).");
    }

    [Theory]
    [InlineData("REVIEW_REQUIRED")]
    [InlineData("CHANGES_REQUESTED")]
    public async Task Does_not_merge_past_a_review_for_who_may(string review)
    {
        Api.Answers(OK, Prospect(open: Node(mergeState: "CLEAN", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true, review: review));

        (await FailureOf(MergeAsync))
            .Message.Should()
            .Be("Pull request 7 was not merged: a rule of main is not met (an approving review).");
    }

    [Fact]
    public async Task Does_not_merge_past_what_it_may_not_read()
    {
        const string Unreadable =
            """{"type":"FORBIDDEN","path":["node","commits"],"message":"Resource not accessible by personal access token"}""";
        Api.Answers(OK, Prospect(open: Node(mergeState: "CLEAN", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true, contexts: "null", errors: Unreadable))
            .Answers(OK, "{}")
            .Answers(
                OK,
                """[{"type":"required_status_checks","parameters":{"required_status_checks":[{"context":"promotion"}]}}]"""
            );

        (await FailureOf(MergeAsync))
            .Message.Should()
            .Be(
                "Pull request 7 was not merged: the token may bypass the rules of main, but not read whether they are met (promotion)."
            );
    }

    [Fact]
    public async Task Does_not_merge_past_workflows_that_a_rule_requires_for_who_may()
    {
        Api.Answers(OK, Prospect(open: Node(mergeState: "CLEAN", mayBypassRules: true)))
            .Answers(OK, Checks(mayBypassRules: true))
            .Answers(OK, "{}")
            .Answers(OK, """[{"type":"workflows","parameters":{"workflows":[]}}]""");

        (await FailureOf(MergeAsync)).Message.Should().Contain("it is not known whether the workflows");
    }

    private void DeleteBranch() => Forge.Repository.Remote.Git("update-ref", "-d", Branch.Ref);

    private Task<PullRequest> MergeAsync() => Provider.MergePullRequestAsync(Open, CancellationToken.None);
}
