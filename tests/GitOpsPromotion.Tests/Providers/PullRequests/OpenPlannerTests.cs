using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>The next step to an open pull request.</summary>
public static class OpenPlannerTests
{
    [Theory]
    [InlineData("GitHub", MergeMode.Manual, "create")]
    [InlineData("GitHub", MergeMode.AfterCheck, "create")]
    [InlineData("Azure DevOps", MergeMode.Immediately, "create")]
    [InlineData("plain git", MergeMode.AfterCheck, "create")]
    [InlineData("plain git", MergeMode.Immediately, "merge Merge")]
    public static void Is_created_where_none_is_open(string forge, MergeMode mode, string step) =>
        Next(Open(mode), Seen with { PullRequest = null }, Forge(forge)).Should().Be(step);

    [Theory]
    [InlineData(nameof(RefusalReason.AlreadyOpen), false, "observe")]
    [InlineData(nameof(RefusalReason.AlreadyOpen), true, "wait Creation: Refused")]
    [InlineData(nameof(RefusalReason.BranchNotFound), true, "wait Creation: Refused")]
    [InlineData(nameof(RefusalReason.NothingToMerge), false, "observe")]
    [InlineData(nameof(RefusalReason.NothingToMerge), true, "fail: NothingToMerge")]
    [InlineData(nameof(RefusalReason.Other), true, "fail: Refused")]
    [InlineData(nameof(RefusalReason.Contended), false, "wait ConcurrentChange: Refused")]
    public static void Is_looked_for_where_it_cannot_be_created(string reason, bool isChecked, string step) =>
        Next(
                Open(MergeMode.Manual),
                (Seen with { PullRequest = null }).Refused(new PullRequestStep.Create(), reason, isChecked),
                OnGitHub
            )
            .Should()
            .Be(step);

    [Fact]
    public static void Is_the_one_that_another_run_has_created() =>
        Next(
                Open(MergeMode.Manual),
                Seen.Refused(new PullRequestStep.Create(), nameof(RefusalReason.AlreadyOpen), isChecked: true),
                OnGitHub
            )
            .Should()
            .Be("done");

    [Theory]
    [InlineData("Promote webshop/webui", "What and why.", false, "done")]
    [InlineData("Promote webshop/webui", "What and why.\r\n", false, "done")]
    [InlineData("Promote webshop/webui", "What and why.", true, "update auto-merge off")]
    [InlineData("Another title", "What and why.", false, "update text auto-merge off")]
    [InlineData("Promote webshop/webui", "Another description", true, "update text auto-merge off")]
    public static void Has_the_text_and_waits_for_a_person(
        string title,
        string description,
        bool autoMerge,
        string step
    ) =>
        Next(
                Open(MergeMode.Manual),
                Seen with
                {
                    PullRequest = Existing with { Title = title, Description = description, AutoMerge = autoMerge },
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Fact]
    public static void Writes_only_the_part_of_the_text_that_differs() =>
        PullRequestPlanner
            .Next(Open(MergeMode.Manual), Seen with { PullRequest = Existing with { Title = "Another" } }, OnGitHub)
            .Should()
            .Be(
                new PullRequestStep.Update(
                    new PullRequestText("Promote webshop/webui", Description: null),
                    AutoMerge: false
                )
            );

    [Fact]
    public static void Does_not_set_the_text_twice_where_the_forge_stores_another_spelling() =>
        Next(
                Open(MergeMode.Manual),
                Seen with
                {
                    PullRequest = Existing with { Title = "Promote  webshop/webui" },
                    Progress = new Progress { HasSetText = true },
                },
                OnGitHub
            )
            .Should()
            .Be("done");

    [Theory]
    [InlineData(false, false, "update auto-merge off")]
    [InlineData(true, false, "fail: AutoMergeStays")]
    [InlineData(false, true, "fail: Queued")]
    public static void Fails_where_auto_merge_cannot_be_disabled(bool wasDisabled, bool isQueued, string step) =>
        Next(
                Open(MergeMode.Manual),
                Seen with
                {
                    PullRequest = Existing with { AutoMerge = true },
                    IsQueued = isQueued,
                    Progress = new Progress { HasDisabledAutoMerge = wasDisabled },
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(nameof(RefusalReason.Other), false, true, "observe")]
    [InlineData(nameof(RefusalReason.Other), true, true, "fail: AutoMergeStays")]
    [InlineData(nameof(RefusalReason.Other), true, false, "done")]
    [InlineData(nameof(RefusalReason.Error), true, true, "fail: Refused")]
    public static void Reads_it_again_where_disabling_auto_merge_is_refused(
        string reason,
        bool isChecked,
        bool autoMerge,
        string step
    ) =>
        Next(
                Open(MergeMode.Manual),
                (Seen with { PullRequest = Existing with { AutoMerge = autoMerge } }).Refused(
                    new PullRequestStep.Update(Text: null, AutoMerge: false),
                    reason,
                    isChecked
                ),
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(4000, "create")]
    [InlineData(4001, "fail: DescriptionTooLong")]
    public static void Never_cuts_the_comment_that_programs_read(int length, string step)
    {
        var goal = Open(MergeMode.Manual);
        var comment = "<!-- " + new string('x', length - 8) + "-->";

        Next(
                new PullRequestGoal.Open(goal.Desired with { Description = comment }),
                Seen with
                {
                    PullRequest = null,
                },
                OnAzureDevOps
            )
            .Should()
            .Be(step);
    }
}
