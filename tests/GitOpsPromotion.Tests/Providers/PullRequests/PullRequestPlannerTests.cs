using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>What ends a call, and the steps of the calls that need few.</summary>
public static class PullRequestPlannerTests
{
    [Theory]
    [InlineData("Manual", PullRequestState.Merged, true, "done")]
    [InlineData("Merge", PullRequestState.Merged, true, "done")]
    [InlineData("PassCheck", PullRequestState.Merged, true, "done")]
    [InlineData("DisableAutoMerge", PullRequestState.Merged, true, "fail: NotOpen")]
    [InlineData("Manual", PullRequestState.Merged, false, "fail: MergedOtherCommit")]
    [InlineData("Merge", PullRequestState.Merged, false, "fail: MergedOtherCommit")]
    [InlineData("PassCheck", PullRequestState.Merged, false, "done")]
    [InlineData("Manual", PullRequestState.Closed, true, "fail: NotOpen")]
    [InlineData("Merge", PullRequestState.Closed, true, "fail: NotOpen")]
    [InlineData("PassCheck", PullRequestState.Closed, true, "fail: NotOpen")]
    [InlineData("DisableAutoMerge", PullRequestState.Closed, true, "fail: NotOpen")]
    public static void Ends_where_it_is_no_longer_open(string goal, PullRequestState state, bool isHead, string step) =>
        Next(
                Goal(goal),
                Seen with
                {
                    PullRequest = Existing with { State = state, Head = isHead ? Head : Other },
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Fact]
    public static void Deletes_the_branch_that_was_pushed_again_for_nothing() =>
        Next(
                Open(MergeMode.Manual),
                Seen with
                {
                    PullRequest = Existing with { State = PullRequestState.Merged },
                },
                OnPlainGit
            )
            .Should()
            .Be("delete source branch");

    [Theory]
    [InlineData("Manual")]
    [InlineData("AfterCheck")]
    [InlineData("Immediately")]
    [InlineData("Merge")]
    [InlineData("PassCheck")]
    public static void Fails_where_the_source_branch_moved(string goal)
    {
        Next(Goal(goal), Seen with { Tip = Other }, OnAzureDevOps).Should().Be("fail: SourceBranchMoved");
        Next(Goal(goal), Seen with { Tip = null }, OnAzureDevOps).Should().Be("fail: SourceBranchMoved");
    }

    [Theory]
    [InlineData("Manual", "fail: Retargeted")]
    [InlineData("Merge", "fail: Retargeted")]
    [InlineData("PassCheck", "fail: Retargeted")]
    [InlineData("DisableAutoMerge", "done")]
    public static void Fails_where_the_target_branch_is_another(string goal, string step) =>
        Next(
                Goal(goal),
                Seen with
                {
                    PullRequest = Existing with { TargetBranch = BranchName.Parse("release") },
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData("Merge")]
    [InlineData("PassCheck")]
    [InlineData("DisableAutoMerge")]
    public static void Fails_where_the_pull_request_is_gone(string goal) =>
        Next(Goal(goal), Seen with { PullRequest = null }, OnGitHub).Should().Be("fail: NotOpen");

    [Theory]
    [InlineData(false, false, "done")]
    [InlineData(true, false, "update auto-merge off")]
    [InlineData(true, true, "fail: Queued")]
    public static void Disables_auto_merge_whatever_the_source_branch_is_at(
        bool autoMerge,
        bool isQueued,
        string step
    ) =>
        Next(
                Goal("DisableAutoMerge"),
                Seen with
                {
                    Tip = Other,
                    PullRequest = Existing with { AutoMerge = autoMerge },
                    IsQueued = isQueued,
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(null, true, "read rules")]
    [InlineData(false, true, "done")]
    [InlineData(false, false, "done")]
    [InlineData(true, true, "set check status")]
    [InlineData(true, false, "wait HeadCommit: HeadCommitMissing")]
    public static void Sets_the_check_status_where_it_is_required(bool? isRequired, bool isHead, string step) =>
        Next(
                Goal("PassCheck"),
                Seen with
                {
                    PullRequest = Existing with { Head = isHead ? Head : Other },
                    Rules = WithCheck with { RequiresCheckStatus = isRequired },
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    /// <summary>The pull request of plain git stores the commit that it was opened for; its branch may have moved on.</summary>
    [Fact]
    public static void Sets_the_check_status_of_a_newer_commit_where_the_pull_request_is_written_with_it() =>
        Next(
                Goal("PassCheck"),
                Seen with
                {
                    PullRequest = Existing with { Head = Other },
                    Rules = WithCheck,
                },
                OnPlainGit
            )
            .Should()
            .Be("set check status");

    [Theory]
    [InlineData("PassCheck", "wait ConcurrentMerge: Refused")]
    [InlineData("DisableAutoMerge", "wait ConcurrentChange: Refused")]
    public static void Waits_longer_for_other_merges_than_for_other_changes(string goal, string step)
    {
        PullRequestStep refused = goal is "PassCheck"
            ? new PullRequestStep.SetCheckStatus()
            : new PullRequestStep.Update(Text: null, AutoMerge: false);
        var now = Seen with { PullRequest = Existing with { AutoMerge = true }, Rules = WithCheck };

        Next(Goal(goal), now.Refused(refused, nameof(RefusalReason.Contended)), OnPlainGit).Should().Be(step);
    }

    [Fact]
    public static void Sets_the_check_status_once() =>
        Next(
                Goal("PassCheck"),
                Seen with
                {
                    Rules = WithCheck,
                    Progress = new Progress { HasSetCheckStatus = true },
                },
                OnGitHub
            )
            .Should()
            .Be("done");
}
