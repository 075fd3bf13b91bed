using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>The rules of the target branch, what is not met of them, and the status that one may require.</summary>
public sealed class GitHubRuleTests : GitHubStepTest
{
    private GitHubObservation WithRules => Seen with { Rules = new([MergeMethod.Merge]) };

    [Theory]
    [InlineData("gitops-promotion/status", true, true)]
    [InlineData("GitOps-Promotion/Status", true, true)]
    [InlineData("promotion", true, false)]
    public async Task ReadRules_finds_the_required_checks(string context, bool requiresCheck, bool requiresStatus)
    {
        Api.Answers(OK, $$$$"""{"protection":{"required_status_checks":{"contexts":["{{{{context}}}}"]}}}""")
            .Answers(OK, "[]");

        var rules = (await DoneAsync(new PullRequestStep.ReadRules(), Goal, WithRules)).Now.Rules!;

        rules.RequiresCheck.Should().Be(requiresCheck);
        rules.RequiresCheckStatus.Should().Be(requiresStatus);
    }

    [Fact]
    public async Task ReadRules_finds_no_check_where_the_plan_has_no_rules()
    {
        Api.Answers(OK, """{"name":"main","protected":false}""")
            .Answers(
                Forbidden,
                Message("Upgrade to GitHub Pro or make this repository public to enable this feature.")
            );

        (await DoneAsync(new PullRequestStep.ReadRules(), Goal, WithRules)).Now.Rules!.RequiresCheck.Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"name":"Promotion","conclusion":"SUCCESS"}, {"context":"build","state":"SUCCESS"}""", null)]
    [InlineData("""{"name":"promotion","conclusion":"SKIPPED"}, {"name":"build","conclusion":"NEUTRAL"}""", null)]
    [InlineData("", "a rule of main is not met (required checks: promotion)")]
    [InlineData(
        """{"name":"other","conclusion":"SUCCESS"}""",
        "a rule of main is not met (required checks: promotion)"
    )]
    [InlineData("""{"name":"promotion","conclusion":null}""", "a rule of main is not met (required checks: promotion)")]
    [InlineData(
        """{"name":"promotion","conclusion":"FAILURE"}, {"name":"promotion","conclusion":"SUCCESS"}""",
        "a rule of main is not met (required checks: promotion)"
    )]
    [InlineData(
        """{"context":"promotion","state":"PENDING"}""",
        "a rule of main is not met (required checks: promotion)"
    )]
    public async Task ReadObstacle_finds_the_checks_that_have_not_passed(string contexts, string? obstacle)
    {
        Api.Answers(OK, Checks(mayBypassRules: true, contexts))
            .Answers(OK, """{"protection":{"required_status_checks":{"contexts":["promotion"]}}}""")
            .Answers(OK, "[]");

        (await DoneAsync(new PullRequestStep.ReadObstacle(), Goal, Seen))
            .Now.Obstacle.Should()
            .Be(new Obstacle(obstacle));
    }

    [Theory]
    [InlineData("REVIEW_REQUIRED")]
    [InlineData("CHANGES_REQUESTED")]
    public async Task ReadObstacle_finds_a_missing_review(string review)
    {
        Api.Answers(OK, Checks(mayBypassRules: true, review: review));

        (await DoneAsync(new PullRequestStep.ReadObstacle(), Goal, Seen))
            .Now.Obstacle.Should()
            .Be(new Obstacle("a rule of main is not met (an approving review)"));
    }

    [Fact]
    public async Task ReadObstacle_finds_nothing_where_the_token_may_not_bypass_rules()
    {
        Api.Answers(OK, Checks());

        (await DoneAsync(new PullRequestStep.ReadObstacle(), Goal, Seen))
            .Now.Obstacle.Should()
            .Be(new Obstacle(Text: null));
    }

    [Fact]
    public async Task ReadObstacle_finds_workflows_whose_result_is_unknown()
    {
        Api.Answers(OK, Checks(mayBypassRules: true))
            .Answers(OK, "{}")
            .Answers(OK, """[{"type":"workflows","parameters":{"workflows":[]}}]""");

        (await DoneAsync(new PullRequestStep.ReadObstacle(), Goal, Seen))
            .Now.Obstacle!.Text.Should()
            .Contain("unknown whether their required workflows have passed");
    }

    [Fact]
    public async Task ReadObstacle_says_what_it_could_not_read()
    {
        const string Unreadable =
            """{"type":"FORBIDDEN","path":["node","commits"],"message":"Resource not accessible by personal access token"}""";
        Api.Answers(OK, Checks(mayBypassRules: true, contexts: "null", errors: Unreadable))
            .Answers(OK, "{}")
            .Answers(
                OK,
                """[{"type":"required_status_checks","parameters":{"required_status_checks":[{"context":"promotion"}]}}]"""
            );

        (await DoneAsync(new PullRequestStep.ReadObstacle(), Goal, Seen))
            .Now.Obstacle!.Text.Should()
            .Be("the token may bypass the rules of main, but cannot read whether they are met (promotion)");
    }

    [Fact]
    public async Task SetCheckStatus_sends_the_status_of_the_head_commit()
    {
        Api.Answers(Created, "{}");

        await DoneAsync(new PullRequestStep.SetCheckStatus(), new PullRequestGoal.PassCheck(Open), Seen);

        Asked.Should().Equal($"POST statuses/{Head}");
        Api.Requests[0].Body.Should().Contain("\"context\":\"gitops-promotion/status\",\"state\":\"success\"");
    }

    [Fact]
    public async Task SetCheckStatus_reads_again_what_may_merge_now()
    {
        Api.Answers(Created, "{}").Answers(OK, Document(state: "closed", mergeCommit: Commit));

        var done = await DoneAsync(
            new PullRequestStep.SetCheckStatus(),
            new PullRequestGoal.PassCheck(Open),
            Seen with
            {
                PullRequest = Open with { AutoMerge = true },
            }
        );

        done.Now.PullRequest!.State.Should().Be(PullRequestState.Merged);
    }
}
