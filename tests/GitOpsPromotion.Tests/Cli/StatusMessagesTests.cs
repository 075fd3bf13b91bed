using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class StatusMessagesTests
{
    private static readonly BranchName Branch = BranchName.Parse("promote/webshop-webui");

    [Fact]
    public static void Skip_a_branch_that_is_not_a_promotion() =>
        StatusMessages
            .For(new StatusOutcome.Manual(BranchName.Parse("fix-typo")))
            .Should()
            .Be(
                new Result
                {
                    Outcome = "manual",
                    Message = "Promotion was manual, skipping check",
                    Branch = "fix-typo",
                }
            );

    [Fact]
    public static void Pass_a_review() =>
        StatusMessages
            .For(new StatusOutcome.Review(BranchName.Parse("feature/webshop-webui-dark")))
            .Should()
            .Be(
                new Result
                {
                    Outcome = "review",
                    Message = "review deployments need no check",
                    Branch = "feature/webshop-webui-dark",
                }
            );

    [Fact]
    public static void Pass_a_merged_pull_request() =>
        StatusMessages
            .For(new StatusOutcome.Merged(Given.PullRequest(body: "")))
            .Message.Should()
            .Be("pull request 7 was merged: nothing to check");

    [Fact]
    public static void Pass_the_first_environment()
    {
        var result = StatusMessages.For(
            new StatusOutcome.FirstEnvironment(Given.PullRequest(body: ""), Given.Environment("dev"))
        );

        result.Outcome.Should().Be("first-environment");
        result.Message.Should().Be("dev is the first environment: there is no previous environment to check");
        result.Branch.Should().Be(Branch.Value);
        result.Environment.Should().Be("dev");
        result.PullRequest!.Number.Should().Be(7);
    }

    [Fact]
    public static void List_the_healthy_commits_in_the_format_of_the_Go_tool()
    {
        GateQuestion question = new(Given.Webui.Group, Given.Environment("qa"), [Given.Commit('c'), Given.Commit('b')]);

        var result = StatusMessages.For(
            new StatusOutcome.Passed(Given.PullRequest(body: ""), question, [Given.Commit('c'), Given.Commit('b')])
        );

        result.Outcome.Should().Be("passed");
        result
            .Message.Should()
            .Be(
                "successful reconciliation for webshop-qa found on "
                    + "cccccccccccccccccccccccccccccccccccccccc, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
            );
        result.Group.Should().Be("webshop");
        result.Environment.Should().Be("qa");
        result.Branch.Should().Be(Branch.Value);
        result.StatusCommits.Should().Equal(Given.Commit('c').Value, Given.Commit('b').Value);
        result.PullRequest!.Number.Should().Be(7);
    }
}
