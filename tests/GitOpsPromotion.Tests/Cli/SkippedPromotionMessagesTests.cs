using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>The messages for commits and promotions that are skipped.</summary>
public static class SkippedPromotionMessagesTests
{
    private static readonly PullRequest Cause = Given.PullRequest(body: "");

    [Fact]
    public static void Describe_an_environment_that_has_the_version() =>
        Describe(new PromotionOutcome.AlreadyPromoted(Given.Promotion("qa")))
            .Should()
            .Be(("already-there", "nothing to do: environment qa already has webshop/webui version 2.0"));

    [Fact]
    public static void Describe_a_promotion_superseded_by_an_open_pull_request()
    {
        PromotionOutcome outcome = new PromotionOutcome.SupersededByOpenPullRequest(Given.Promotion("qa"), Cause);

        Describe(outcome)
            .Should()
            .Be(
                (
                    "superseded-by-open-pull-request",
                    "skipping promotion of webshop/webui version 2.0 to environment qa, because pull request 7 is newer: "
                        + "Promote webshop/webui version 1.0 to environment dev"
                )
            );
        PromotionMessages.For(outcome).PullRequest!.Number.Should().Be(7);
    }

    [Fact]
    public static void Describe_a_superseded_promotion() =>
        Describe(new PromotionOutcome.Superseded(Given.Promotion("qa")))
            .Should()
            .Be(
                (
                    "superseded",
                    "skipping promotion of webshop/webui version 2.0 to environment qa, because a newer version was promoted after commit bbbbbbbbbbbb"
                )
            );

    [Fact]
    public static void Describe_a_commit_without_pull_request()
    {
        PromotionOutcome outcome = new PromotionOutcome.NoPullRequest(Given.Tip);

        Describe(outcome).Should().Be(("no-pull-request", "skipping promotion as commit does not originate from PR"));
        PromotionMessages.For(outcome).Commit.Should().Be(Given.Tip.Value);
    }

    [Fact]
    public static void Describe_a_pull_request_that_is_not_a_promotion()
    {
        PromotionOutcome outcome = new PromotionOutcome.UnrelatedPullRequest(Cause);

        Describe(outcome)
            .Should()
            .Be(("not-a-promotion", "skipping promotion as PR is not created by gitops-promotion"));
        PromotionMessages.For(outcome).PullRequest!.Number.Should().Be(7);
    }

    [Fact]
    public static void Describe_a_pull_request_without_version_change()
    {
        PromotionOutcome outcome = new PromotionOutcome.NoVersionChange(Cause, Given.Environment("dev"));

        Describe(outcome)
            .Should()
            .Be(("no-version-change", "skipping promotion as PR 7 changed no version in environment dev"));
        PromotionMessages.For(outcome).PullRequest!.Number.Should().Be(7);
    }

    [Fact]
    public static void Describe_a_review() =>
        Describe(new PromotionOutcome.Review(Cause)).Should().Be(("review", "skipping promotion of feature"));

    [Fact]
    public static void Describe_the_last_environment()
    {
        PromotionOutcome outcome = new PromotionOutcome.LastEnvironment(Cause, Given.Environment("prod"));

        Describe(outcome).Should().Be(("last-environment", "no next environment to promote to"));
        PromotionMessages.For(outcome).Environment.Should().Be("prod");
    }

    private static (string Outcome, string Message) Describe(PromotionOutcome outcome)
    {
        var result = PromotionMessages.For(outcome);
        return (result.Outcome, result.Message);
    }
}
