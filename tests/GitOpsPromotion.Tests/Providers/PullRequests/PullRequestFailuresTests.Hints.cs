using FluentAssertions;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <remarks>What the user can do.</remarks>
public static partial class PullRequestFailuresTests
{
    [Fact]
    public static void Are_those_of_the_forge_where_nothing_better_is_known()
    {
        var failure = Failure("Refused", "Merge");

        failure.Message.Should().Be("It was refused: No, because.");
        failure.IsStale.Should().BeFalse();
    }

    [Theory]
    [InlineData("SourceBranchMoved", "Merge", true)]
    [InlineData("MergedOtherCommit", "Merge", true)]
    [InlineData("NotOpen", "Merge", true)]
    [InlineData("Retargeted", "Merge", true)]
    [InlineData("NothingToMerge", "Manual", true)]
    [InlineData("PushedDuringMerge", "Merge", true)]
    [InlineData("Conflict", "AfterCheck", true)]
    [InlineData("Conflict", "Merge", false)]
    [InlineData("RuleNotMet", "Merge", false)]
    [InlineData("MergeabilityUnknown", "Merge", false)]
    public static void Are_stale_where_a_new_decision_may_succeed(string problem, string goal, bool isStale) =>
        Failure(problem, goal).IsStale.Should().Be(isStale);

    [Theory]
    [InlineData("SourceBranchMoved", "Merge", "Run the command again.")]
    [InlineData("NotOpen", "Merge", "gitops-promotion list")]
    [InlineData("Conflict", "AfterCheck", "Run the promotion again")]
    [InlineData("Conflict", "Merge", "gitops-promotion promote")]
    [InlineData("Behind", "Merge", "gitops-promotion promote")]
    [InlineData("Draft", "Merge", "ready for review")]
    [InlineData("RuleNotMet", "Merge", "checks, reviews or permissions")]
    [InlineData("HeadCommitMissing", "Merge", "Run the command again.")]
    [InlineData("MergeUnfinished", "Merge", "it may be merged later")]
    [InlineData("AutoMergeStays", "Manual", "Disable auto-merge on its page")]
    [InlineData("Queued", "Manual", "Remove it from the queue")]
    public static void Say_what_to_do(string problem, string goal, string hint) =>
        Failure(problem, goal).Hint.Should().Contain(hint);

    [Fact]
    public static void Name_the_setting_of_the_forge() =>
        PullRequestFailures
            .For(
                PullRequestProblem.NoMergeMethod,
                Goal("Merge"),
                Seen,
                OnGitHub with
                {
                    Hints = new Dictionary<PullRequestProblem, string>
                    {
                        [PullRequestProblem.NoMergeMethod] = "Allow squash merging.",
                    },
                }
            )
            .Hint.Should()
            .Be("Allow squash merging.");
}
