using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>The next step to auto-merge, or to a merge at once.</summary>
public static class AutoMergePlannerTests
{
    [Theory]
    [InlineData("GitHub", MergeMode.AfterCheck, true, "update auto-merge Merge")]
    [InlineData("GitHub", MergeMode.AfterCheck, false, "fail: NoRequiredCheck")]
    [InlineData("GitHub", MergeMode.AfterCheck, null, "read rules")]
    [InlineData("GitHub", MergeMode.Immediately, true, "update auto-merge Merge")]
    [InlineData("GitHub", MergeMode.Immediately, false, "update auto-merge Merge")]
    [InlineData("GitHub", MergeMode.Immediately, null, "update auto-merge Merge")]
    [InlineData("Azure DevOps", MergeMode.AfterCheck, true, "update auto-merge Merge")]
    [InlineData("Azure DevOps", MergeMode.AfterCheck, false, "fail: NoRequiredCheck")]
    [InlineData("Azure DevOps", MergeMode.Immediately, true, "update auto-merge Merge")]
    [InlineData("Azure DevOps", MergeMode.Immediately, false, "merge Merge")]
    [InlineData("plain git", MergeMode.Immediately, false, "merge Merge")]
    public static void Depends_on_the_required_check(string forge, MergeMode mode, bool? requiresCheck, string step) =>
        Next(Open(mode), Seen with { Rules = WithCheck with { RequiresCheck = requiresCheck } }, Forge(forge))
            .Should()
            .Be(step);

    [Theory]
    [InlineData(MergeMode.AfterCheck)]
    [InlineData(MergeMode.Immediately)]
    public static void Needs_the_rules_of_the_target_branch(MergeMode mode) =>
        Next(Open(mode), Seen, OnAzureDevOps).Should().Be("read rules");

    [Theory]
    [InlineData(true, "update auto-merge off")]
    [InlineData(false, "fail: NoRequiredCheck")]
    public static void Is_disabled_again_where_the_check_is_no_longer_required(bool autoMerge, string step) =>
        Next(
                Open(MergeMode.AfterCheck),
                Seen with
                {
                    PullRequest = Existing with { AutoMerge = autoMerge },
                    Rules = WithoutCheck,
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData("GitHub", MergeMode.AfterCheck, "wait HeadCommit: HeadCommitMissing")]
    [InlineData("GitHub", MergeMode.Manual, "done")]
    [InlineData("Azure DevOps", MergeMode.Immediately, "wait HeadCommit: HeadCommitMissing")]
    [InlineData("plain git", MergeMode.Immediately, "merge Merge")]
    public static void Waits_until_the_pull_request_shows_the_push(string forge, MergeMode mode, string step)
    {
        var behind = Seen with { PullRequest = Existing with { Head = Other }, Rules = WithCheck };

        Next(Open(mode), behind, Forge(forge)).Should().Be(step);
    }

    [Fact]
    public static void Is_not_enabled_for_a_draft() =>
        Next(Open(MergeMode.AfterCheck), Seen with { IsDraft = true, Rules = WithCheck }, OnGitHub)
            .Should()
            .Be("fail: Draft");

    [Fact]
    public static void Is_not_enabled_where_no_merge_method_is_allowed() =>
        Next(Open(MergeMode.AfterCheck), Seen with { Rules = WithCheck with { Methods = [] } }, OnGitHub)
            .Should()
            .Be("fail: NoMergeMethod");

    [Theory]
    [InlineData(nameof(MergeMethod.Merge), false, "done")]
    [InlineData(nameof(MergeMethod.Squash), false, "update auto-merge Merge")]
    [InlineData(null, false, "done")]
    [InlineData(null, true, "update auto-merge Merge")]
    public static void Is_enabled_again_with_other_options(string? method, bool hasOthers, string step) =>
        Next(
                Open(MergeMode.AfterCheck),
                Seen with
                {
                    PullRequest = Existing with { AutoMerge = true },
                    Rules = WithCheck,
                    AutoMergeMethod = method is null ? null : Enum.Parse<MergeMethod>(method),
                    HasOtherAutoMergeOptions = hasOthers,
                },
                OnAzureDevOps
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(nameof(Mergeability.NotRead), "wait AutoMerge: AutoMergeLost")]
    [InlineData(nameof(Mergeability.Conflicting), "fail: Conflict")]
    [InlineData(nameof(Mergeability.Failed), "fail: MergeFailed")]
    [InlineData(nameof(Mergeability.Blocked), "read obstacle")]
    public static void May_be_off_again_while_the_forge_merges(string mergeability, string step) =>
        Next(
                Open(MergeMode.AfterCheck),
                Seen with
                {
                    Rules = WithCheck,
                    Mergeability = Enum.Parse<Mergeability>(mergeability),
                    Progress = new Progress { HasEnabledAutoMerge = true },
                },
                OnAzureDevOps
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(true, "What and why.", "update auto-merge off")]
    [InlineData(false, "Another", "update text auto-merge off")]
    public static void Is_disabled_before_it_is_merged_at_once(bool autoMerge, string description, string step) =>
        Next(
                Open(MergeMode.Immediately),
                Seen with
                {
                    PullRequest = Existing with { AutoMerge = autoMerge, Description = description },
                    Rules = WithoutCheck,
                },
                OnAzureDevOps
            )
            .Should()
            .Be(step);
}
