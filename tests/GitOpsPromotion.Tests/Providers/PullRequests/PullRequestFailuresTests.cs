using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>The messages of failures, with their hints.</summary>
public static partial class PullRequestFailuresTests
{
    [Theory]
    [InlineData(
        "SourceBranchMoved",
        "branch promote/webshop-webui is no longer at commit aaaaaaaaaaaa: it is at bbbbbbbbbbbb"
    )]
    [InlineData("MergedOtherCommit", "it was merged with another commit, cccccccccccc")]
    [InlineData("NotOpen", "it is no longer open")]
    [InlineData("Retargeted", "its target branch is release now, not main")]
    [InlineData("NothingToMerge", "main already contains this change")]
    [InlineData("Conflict", "it conflicts with newer commits on main")]
    [InlineData("Draft", "it is a draft")]
    [InlineData("NoMergeMethod", "no merge method is allowed by both the repository and the rules of main")]
    [InlineData("MergeQueueRequired", "main requires a merge queue")]
    [InlineData("Behind", "the branch is behind main, which requires branches to be up to date")]
    [InlineData("RuleNotMet", "a rule of main is not met (required checks: build, promotion)")]
    [InlineData("MergeFailed", "the merge failed (An object is too large.)")]
    [InlineData("MergeabilityUnknown", "GitHub is still computing whether it can be merged")]
    [InlineData("HeadCommitMissing", "GitHub has not picked up commit aaaaaaaaaaaa of promote/webshop-webui yet")]
    [InlineData("MergeUnfinished", "GitHub has not finished the merge within 5 minutes")]
    [InlineData("PushedDuringMerge", "promote/webshop-webui got another commit during the merge")]
    public static void Say_why_it_was_not_merged(string problem, string reason) =>
        Failure(problem, "Merge").Message.Should().Be($"Pull request 7 was not merged: {reason}.");

    [Theory]
    [InlineData("NoRequiredCheck", "main has no required check, so auto-merge would not wait for the promotion check")]
    [InlineData("AutoMergeNotAllowed", "auto-merge is disabled in the settings of the repository")]
    [InlineData("AutoMergeRefused", "GitHub does not enable it (No, because)")]
    [InlineData("AutoMergeLost", "auto-merge did not stay enabled")]
    public static void Say_why_auto_merge_is_not_enabled(string problem, string reason) =>
        Failure(problem, "AfterCheck")
            .Message.Should()
            .Be($"Pull request 7 is open, but auto-merge is not enabled: {reason}.");

    [Theory]
    [InlineData(
        "AutoMergeStays",
        "GitHub does not disable auto-merge (No, because), so it may still be merged automatically"
    )]
    [InlineData("Queued", "it is in the merge queue of main, so it may still be merged automatically")]
    public static void Say_why_auto_merge_is_not_disabled(string problem, string reason) =>
        Failure(problem, "DisableAutoMerge")
            .Message.Should()
            .Be($"Auto-merge of pull request 7 was not disabled: {reason}.");

    [Theory]
    [InlineData("Manual", true, "Pull request 7 was not updated")]
    [InlineData("AfterCheck", true, "Pull request 7 was not updated")]
    [InlineData("Immediately", true, "Pull request 7 was not updated")]
    [InlineData("Immediately", false, "No pull request was opened from promote/webshop-webui into main")]
    [InlineData("Merge", true, "Pull request 7 was not merged")]
    [InlineData("PassCheck", true, "The check status of pull request 7 was not set")]
    public static void Say_what_was_not_done_where_the_branch_was_deleted(string goal, bool isOpen, string what) =>
        PullRequestFailures
            .For(
                PullRequestProblem.SourceBranchMoved,
                Goal(goal),
                Seen with
                {
                    Tip = null,
                    PullRequest = isOpen ? Existing : null,
                },
                OnGitHub
            )
            .Message.Should()
            .Be($"{what}: branch promote/webshop-webui was deleted.");

    [Theory]
    [InlineData("blocked by branch policies: Build", "blocked by branch policies: Build")]
    [InlineData(null, "a rule of main is not met")]
    public static void Name_the_obstacle(string? obstacle, string reason) =>
        PullRequestFailures
            .For(
                PullRequestProblem.RuleNotMet,
                Goal("Merge"),
                Seen with
                {
                    Obstacle = new Obstacle(obstacle),
                },
                OnAzureDevOps
            )
            .Message.Should()
            .Be($"Pull request 7 was not merged: {reason}.");

    [Fact]
    public static void Name_the_rule_that_the_token_may_bypass() =>
        PullRequestFailures
            .For(
                PullRequestProblem.AutoMergeBypassesRules,
                Goal("AfterCheck"),
                Seen with
                {
                    Obstacle = new Obstacle("a rule of main is not met (required checks: promotion)"),
                },
                OnGitHub
            )
            .Message.Should()
            .Be(
                "Pull request 7 is open, but auto-merge is not enabled: a rule of main is not met (required checks: promotion), "
                    + "and GitHub does not enable auto-merge for a token that can bypass the rules."
            );

    [Fact]
    public static void Name_the_limit_of_a_description() =>
        PullRequestFailures
            .For(PullRequestProblem.DescriptionTooLong, Goal("Manual"), Seen with { PullRequest = null }, OnAzureDevOps)
            .Message.Should()
            .Be(
                "No pull request was opened from promote/webshop-webui into main: what its description must begin with is "
                    + "longer than the 4000 characters that Azure DevOps accepts."
            );

    [Fact]
    public static void Say_that_it_was_merged() =>
        PullRequestFailures
            .For(
                PullRequestProblem.NotOpen,
                Goal("DisableAutoMerge"),
                Seen with
                {
                    PullRequest = Existing with { State = PullRequestState.Merged },
                },
                OnGitHub
            )
            .Message.Should()
            .Be("Auto-merge of pull request 7 was not disabled: it is no longer open: it is merged.");

    private static PromotionException Failure(string problem, string goal) =>
        PullRequestFailures.For(
            Enum.Parse<PullRequestProblem>(problem),
            Goal(goal),
            (
                Seen with
                {
                    Tip = Other,
                    PullRequest = Existing with
                    {
                        Head = CommitSha.Parse(new string('c', 40)),
                        TargetBranch = BranchName.Parse("release"),
                    },
                    Rules = WithCheck with { RequiredChecks = ["build", "promotion"] },
                    MergeFailure = "An object is too large.",
                }
            ).Refused(new PullRequestStep.Update(Text: null, AutoMerge: true, MergeMethod.Merge), "Other"),
            OnGitHub
        );
}
