using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>Whether an opened pull request merges by itself: what GitHub answers, and what comes of it.</summary>
public sealed class GitHubSettlingTests : ScriptedGitHubTest
{
    private const string Commit = "1234567890123456789012345678901234567890";

    [Fact]
    public async Task Takes_three_requests_where_it_merges_by_itself()
    {
        Api.Answers(OK, Prospect(check: "promotion")).Answers(Created, Document()).Answers(OK, Changed());

        var opened = await OpenAsync(MergeMode.AfterCheck);

        opened.AutoMerge.Should().BeTrue();
        opened.State.Should().Be(PullRequestState.Open);
        Asked.Should().Equal("POST graphql", "POST pulls", "POST graphql");
        Api.Requests[2].Body.Should().Contain("\"pullRequest\":\"PR_7\"").And.Contain($"\"head\":\"{Head}\"");
    }

    [Fact]
    public async Task Takes_one_request_where_nothing_changes()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node(autoMerge: true)));

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Fact]
    public async Task Is_really_off_where_a_person_decides()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node(autoMerge: true)))
            .Answers(OK, Changed(autoMerge: false));

        (await OpenAsync()).AutoMerge.Should().BeFalse();

        Api.Requests[1].Body.Should().Contain("disablePullRequestAutoMerge");
    }

    [Fact]
    public async Task Fails_where_it_cannot_be_switched_off()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node(autoMerge: true)))
            .Answers(OK, Refused("No, because."))
            .Answers(OK, Document(autoMerge: true));

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be("Pull request 7 may still merge by itself: GitHub does not switch auto-merge off (No, because).");
    }

    [Fact]
    public async Task Is_off_where_it_was_off_when_it_was_to_be_switched_off()
    {
        Api.Answers(OK, Prospect(open: Node(autoMerge: true)))
            .Answers(OK, Refused("Auto merge is not enabled."))
            .Answers(OK, Document());

        (await OpenAsync()).AutoMerge.Should().BeFalse();
    }

    [Fact]
    public async Task Is_too_late_where_it_has_merged_when_it_was_to_be_switched_off()
    {
        Api.Answers(OK, Prospect(open: Node(autoMerge: true)))
            .Answers(OK, Refused("Auto merge is not enabled."))
            .Answers(OK, Document(state: "closed", mergeCommit: Commit));

        var failure = await FailureOf(() => OpenAsync());

        failure.IsStale.Should().BeTrue();
        failure.Message.Should().Be($"Pull request 7 from {Branch} is no longer open: it is merged.");
    }

    [Theory]
    [InlineData("Pull request Pull request is in clean status")]
    [InlineData("[\\\"Pull request Pull request is in unstable status\\\"]")]
    [InlineData("Pull request is in has_hooks status")]
    public async Task Merges_at_once_where_nothing_is_to_wait_for(string message)
    {
        Api.Answers(OK, Prospect())
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
        Api.Answers(OK, Prospect())
            .Answers(Created, Document())
            .Answers(OK, Refused("Pull request Protected branch rules not configured for this branch"))
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await OpenAsync(MergeMode.Immediately)).State.Should().Be(PullRequestState.Merged);
    }

    [Theory]
    [InlineData(MergeMode.Immediately)]
    [InlineData(MergeMode.AfterCheck)]
    public async Task Never_merges_past_a_rule_for_who_may(MergeMode merging)
    {
        const string Rules = """{"protection":{"required_status_checks":{"contexts":["promotion"]}}}""";
        Api.Answers(OK, Prospect(open: Node(mergeState: "UNSTABLE", mayBypassRules: true)));
        if (merging is MergeMode.AfterCheck)
        {
            Api.Answers(OK, Rules).Answers(OK, "[]");
        }

        Api.Answers(OK, Refused("Pull request is in unstable status"));
        if (merging is MergeMode.AfterCheck)
        {
            Api.Answers(OK, Document(mergeableState: "unstable"));
        }

        Api.Answers(OK, Checks(mayBypassRules: true)).Answers(OK, Rules).Answers(OK, "[]");

        var failure = await FailureOf(() => OpenAsync(merging));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                "Pull request 7 is open, but does not merge by itself: a rule of main is not met (checks that it requires: promotion), and for a token that may bypass the rules GitHub has no auto-merge."
            );
        failure.Hint.Should().Contain("such as that of an App");
    }

    [Theory]
    [InlineData("Pull request is in clean status")]
    [InlineData("Pull request is in unstable status")]
    public async Task Merges_at_once_where_the_required_check_has_passed(string message)
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(OK, Refused(message))
            .Answers(OK, Document(mergeableState: "clean"))
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await OpenAsync(MergeMode.AfterCheck)).State.Should().Be(PullRequestState.Merged);
    }

    [Fact]
    public async Task Never_merges_before_the_check_where_only_the_token_may_pass_the_rules_by()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(OK, Refused("Pull request Pull request is in clean status"))
            .Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure
            .Message.Should()
            .EndWith("GitHub does not switch auto-merge on (Pull request Pull request is in clean status).");
        Asked.Should().NotContain(asked => asked.EndsWith("/merge", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_on_where_the_merge_queue_has_it()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node())).Answers(OK, Queued(Changed(autoMerge: false)));

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Fact]
    public async Task Is_not_called_off_where_the_merge_queue_has_it()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Queued(Node())));

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Be("Pull request 7 may still merge by itself: it is in the merge queue of main.");
        failure.Hint.Should().StartWith("Take it out of the queue");
    }

    [Fact]
    public async Task Says_that_GitHub_gave_up()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()));
        for (var i = 0; i < 5; i++)
        {
            Api.Answers(
                OK,
                """{"data":null,"errors":[{"message":"Something went wrong while executing your query."}]}"""
            );
        }

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be(
                $"Pull request 7 is open, but auto-merge was not switched on: {Host} gave up (Something went wrong while executing your query)."
            );
    }

    [Fact]
    public async Task Says_that_a_server_is_too_old()
    {
        Api.Answers(
            OK,
            """{"errors":[{"path":["query Prospect","repository"],"extensions":{"code":"undefinedField","typeName":"Ref","fieldName":"rules"},"message":"Field 'rules' doesn't exist on type 'Ref'"}]}"""
        );

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("does not know all that is asked of its GraphQL");
        failure.Hint.Should().Contain("3.17 or newer");
    }

    [Fact]
    public async Task Names_the_setting_whatever_the_words_of_the_refusal_are()
    {
        Api.Answers(OK, Prospect("promotion", Node(), "\"autoMergeAllowed\": false"))
            .Answers(OK, Refused("In words that nobody knows"))
            .Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Message.Should().Contain("auto-merge is switched off in acme/gitops");
    }

    [Fact]
    public async Task Never_merges_before_the_check_where_no_check_is_required()
    {
        Api.Answers(OK, Prospect())
            .Answers(Created, Document())
            .Answers(OK, """{"name":"main","protected":false}""")
            .Answers(OK, "[]");

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.IsStale.Should().BeFalse();
        failure
            .Message.Should()
            .Be(
                "Pull request 7 is open, but does not merge by itself: no check is required on main, so it would not wait for the promotion check."
            );
        failure.Hint.Should().Contain("Require the promotion check for main in Settings");
        failure.Page!.AbsolutePath.Should().Be("/acme/gitops/pull/7");
        Asked.Should().Equal("POST graphql", "POST pulls", "GET branches/main", "GET rules/branches/main");
    }

    [Fact]
    public async Task Knows_that_there_are_no_rules_where_the_plan_has_none()
    {
        Api.Answers(OK, Prospect(open: Node()))
            .Answers(OK, """{"name":"main","protected":false}""")
            .Answers(
                Forbidden,
                Message("Upgrade to GitHub Pro or make this repository public to enable this feature.")
            );

        (await FailureOf(() => OpenAsync(MergeMode.AfterCheck)))
            .Message.Should()
            .Contain("no check is required on main");
    }

    [Fact]
    public async Task Is_switched_off_again_where_the_check_is_no_longer_required()
    {
        Api.Answers(OK, Prospect(open: Node(autoMerge: true)))
            .Answers(OK, """{"name":"main"}""")
            .Answers(OK, """[{"type":"deletion"},{"type":"something_new","parameters":{"a":[1]}}]""")
            .Answers(OK, Changed(autoMerge: false));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Message.Should().Contain("no check is required on main");
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
        Api.Answers(OK, Prospect(open: Node())).Answers(OK, branch).Answers(OK, rules).Answers(OK, Changed());

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"type":"WORKFLOWS","parameters":{}}""")]
    [InlineData(
        """{"type":"REQUIRED_STATUS_CHECKS","parameters":{"requiredStatusChecks":[{"context":"promotion"}]}}"""
    )]
    public async Task Waits_for_what_a_ruleset_requires(string rule)
    {
        Api.Answers(OK, Prospect(rules: rule, open: Node())).Answers(OK, Changed());

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();
    }

    [Theory]
    [InlineData(
        "Auto merge is not allowed for this repository",
        "is open, but does not merge by itself: auto-merge is switched off in acme/gitops",
        "Tick 'Allow auto-merge' in Settings"
    )]
    [InlineData(
        "Pull request Protected branch rules not configured for this branch",
        "is open, but does not merge by itself: no check is required on main",
        "Require the promotion check"
    )]
    [InlineData("Pull request is in draft status", "was not merged: it is a draft", "ready for review")]
    [InlineData(
        "Merge method squash merging is not allowed on this repository",
        "was not merged: no way of merging is allowed",
        "Allow merge commits"
    )]
    [InlineData(
        "Pull request is in dirty status",
        "it conflicts with what main got meanwhile",
        "Run the promotion again"
    )]
    public async Task Says_what_stands_in_the_way(string refusal, string message, string hint)
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node())).Answers(OK, Refused(refusal));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().StartWith("Pull request 7 ").And.Contain(message);
        failure.Hint.Should().Contain(hint);
        failure.IsStale.Should().Be(refusal.Contains("dirty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_which_right_is_missing()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(OK, Refused("Resource not accessible by integration", "FORBIDDEN"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure
            .Message.Should()
            .Be(
                "Pull request 7 is open, but auto-merge was not switched on: the token lacks a permission (Resource not accessible by integration)."
            );
    }

    [Fact]
    public async Task Merges_at_once_without_auto_merge_where_nothing_is_to_wait_for()
    {
        Api.Answers(OK, Prospect(open: Node()))
            .Answers(OK, Refused("Auto merge is not allowed for this repository"))
            .Answers(OK, Document(mergeableState: "clean"))
            .Answers(OK, $$"""{"sha":"{{Commit}}","merged":true}""");

        (await OpenAsync(MergeMode.Immediately)).State.Should().Be(PullRequestState.Merged);
    }

    [Fact]
    public async Task Is_asked_for_in_the_settings_where_something_is_to_wait_for()
    {
        Api.Answers(OK, Prospect(check: "build", open: Node()))
            .Answers(OK, Refused("Auto merge is not allowed for this repository"))
            .Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.Immediately));

        failure.Message.Should().Contain("auto-merge is switched off in acme/gitops");
    }

    [Fact]
    public async Task Waits_until_GitHub_knows_what_stands_in_the_way()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(OK, Refused("Pull request is in unknown status"))
            .Answers(OK, Document(mergeableState: "unknown"))
            .Answers(OK, Refused("Expected head oid does not match"))
            .Answers(OK, Document(head: Commit))
            .Answers(OK, Changed());

        (await OpenAsync(MergeMode.AfterCheck)).AutoMerge.Should().BeTrue();

        Waited.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Does_not_wait_for_ever()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()));
        for (var i = 0; i < 10; i++)
        {
            Api.Answers(OK, Refused("Pull request is not in the correct state to enable auto-merge"))
                .Answers(OK, Document(mergeableState: "unknown"));
        }

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure
            .Message.Should()
            .Be(
                "Pull request 7 is open, but does not merge by itself: GitHub does not switch auto-merge on (Pull request is not in the correct state to enable auto-merge)."
            );
    }

    [Fact]
    public async Task Says_what_it_does_not_understand()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(OK, Refused("Can't enable auto-merge for this pull request."))
            .Answers(OK, Document(mergeableState: "blocked"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.Message.Should().EndWith("(Can't enable auto-merge for this pull request).");
    }

    [Fact]
    public async Task Is_done_where_it_has_merged_meanwhile()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(OK, Refused("Pull request is not in the correct state to enable auto-merge"))
            .Answers(OK, Document(state: "closed", mergeCommit: Commit));

        var merged = await OpenAsync(MergeMode.AfterCheck);

        merged.State.Should().Be(PullRequestState.Merged);
        merged.MergeCommit!.Value.Should().Be(Commit);
    }

    [Fact]
    public async Task Is_stale_where_the_branch_has_moved_meanwhile()
    {
        Api.Answers(OK, Prospect(check: "promotion", open: Node()))
            .Answers(_ =>
            {
                Forge.PushAsync(Branch, "webui.yaml", "2.0").Wait();
                return Http.ScriptedServer.Response(
                    OK,
                    System.Text.Encoding.UTF8.GetBytes(Refused("Head sha was modified"))
                );
            })
            .Answers(OK, Document(head: Commit));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure.IsStale.Should().BeTrue();
        failure.Message.Should().Be($"Branch {Branch} is no longer at commit {Head.Abbreviated}.");
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
        Api.Answers(OK, Prospect("promotion", Node(), settings, rule)).Answers(OK, Changed());

        await OpenAsync(MergeMode.AfterCheck);

        Api.Requests[^1].Body.Should().Contain($"\"method\":\"{method}\"");
    }

    [Fact]
    public async Task Says_that_no_way_of_merging_is_allowed()
    {
        Api.Answers(
            OK,
            Prospect(
                "promotion",
                Node(),
                "\"squashMergeAllowed\": false, \"rebaseMergeAllowed\": false",
                """{"type":"REQUIRED_LINEAR_HISTORY"}"""
            )
        );

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck));

        failure
            .Message.Should()
            .Be(
                "Pull request 7 was not merged: no way of merging is allowed both in acme/gitops and by the rules of main."
            );
    }

    private static string Queued(string pullRequest) =>
        pullRequest.Replace(
            "\"autoMergeRequest\": null",
            "\"autoMergeRequest\": null, \"isInMergeQueue\": true",
            StringComparison.Ordinal
        );
}
