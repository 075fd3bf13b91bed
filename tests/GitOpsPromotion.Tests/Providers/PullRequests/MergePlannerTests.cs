using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>The next step to a pull request that is merged.</summary>
public static class MergePlannerTests
{
    private static readonly PullRequestGoal.Merge Goal = new(Existing, Note: null);
    private static readonly PullRequestStep Merge = new PullRequestStep.Merge(MergeMethod.Merge);

    [Theory]
    [InlineData(nameof(Mergeability.NotRead), "merge Merge")]
    [InlineData(nameof(Mergeability.Mergeable), "merge Merge")]
    [InlineData(nameof(Mergeability.Computing), "wait Mergeability: MergeabilityUnknown")]
    [InlineData(nameof(Mergeability.Conflicting), "fail: Conflict")]
    [InlineData(nameof(Mergeability.Behind), "fail: Behind")]
    [InlineData(nameof(Mergeability.Blocked), "fail: RuleNotMet")]
    public static void Depends_on_mergeability(string mergeability, string step) =>
        Next(Goal, Seen with { Rules = WithCheck, Mergeability = Enum.Parse<Mergeability>(mergeability) }, OnGitHub)
            .Should()
            .Be(step);

    [Theory]
    [InlineData(false, null, "read obstacle")]
    [InlineData(true, null, "merge Merge")]
    [InlineData(true, "a required check", "fail: RuleNotMet")]
    public static void Never_bypasses_rules(bool wasRead, string? obstacle, string step) =>
        Next(
                Goal,
                Seen with
                {
                    Rules = WithCheck,
                    MayBypassRules = true,
                    Mergeability = Mergeability.Mergeable,
                    Obstacle = wasRead ? new Obstacle(obstacle) : null,
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Fact]
    public static void Needs_the_rules_of_the_target_branch() =>
        Next(Goal, Seen, OnAzureDevOps).Should().Be("read rules");

    [Fact]
    public static void Needs_a_merge_method() =>
        Next(Goal, Seen with { Rules = WithCheck with { Methods = [] } }, OnGitHub).Should().Be("fail: NoMergeMethod");

    [Fact]
    public static void Is_not_for_drafts() =>
        Next(Goal, Seen with { IsDraft = true }, OnAzureDevOps).Should().Be("fail: Draft");

    [Theory]
    [InlineData("GitHub", "wait HeadCommit: HeadCommitMissing")]
    [InlineData("Azure DevOps", "wait HeadCommit: HeadCommitMissing")]
    [InlineData("plain git", "merge Merge")]
    public static void Waits_until_the_pull_request_shows_its_head(string forge, string step) =>
        Next(Goal, Seen with { PullRequest = Existing with { Head = Other }, Rules = WithCheck }, Forge(forge))
            .Should()
            .Be(step);

    [Theory]
    [InlineData(nameof(MergeMethod.Merge), false, false, "merge Merge")]
    [InlineData(nameof(MergeMethod.Squash), false, false, "merge Squash")]
    [InlineData(nameof(MergeMethod.Rebase), false, false, "update text")]
    [InlineData(nameof(MergeMethod.Rebase), false, true, "merge Rebase")]
    [InlineData(nameof(MergeMethod.RebaseMerge), false, false, "merge RebaseMerge")]
    [InlineData(nameof(MergeMethod.Merge), true, false, "update text")]
    [InlineData(nameof(MergeMethod.Merge), true, true, "fail: MergeQueueRequired")]
    public static void Writes_the_note_to_the_description_where_the_merge_takes_none(
        string method,
        bool requiresQueue,
        bool wasWritten,
        string step
    ) =>
        Next(
                new PullRequestGoal.Merge(
                    Existing,
                    new MergeNote("Merged without the check.", "What and why. A note.")
                ),
                Seen with
                {
                    Rules = new([Enum.Parse<MergeMethod>(method)]) { RequiresMergeQueue = requiresQueue },
                    Progress = new Progress { HasSetText = wasWritten },
                },
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(nameof(RefusalReason.NothingToMerge), false, "NotRead", "fail: NothingToMerge")]
    [InlineData(nameof(RefusalReason.Contended), false, "NotRead", "wait ConcurrentMerge: Refused")]
    [InlineData(nameof(RefusalReason.RuleNotMet), false, "NotRead", "read obstacle")]
    [InlineData(nameof(RefusalReason.Other), false, "Mergeable", "observe")]
    [InlineData(nameof(RefusalReason.Other), true, "Mergeable", "fail: Refused")]
    [InlineData(nameof(RefusalReason.Other), true, "Conflicting", "fail: Conflict")]
    [InlineData(nameof(RefusalReason.Other), true, "Computing", "wait Mergeability: Refused")]
    [InlineData(nameof(RefusalReason.Conflict), true, "Mergeable", "fail: Conflict")]
    [InlineData(nameof(RefusalReason.NotReady), false, "Mergeable", "observe")]
    [InlineData(nameof(RefusalReason.NotReady), true, "Mergeable", "wait Mergeability: Refused")]
    [InlineData(nameof(RefusalReason.MethodNotAllowed), true, "Mergeable", "fail: NoMergeMethod")]
    [InlineData(nameof(RefusalReason.MergeQueueRequired), true, "Mergeable", "fail: MergeQueueRequired")]
    [InlineData(nameof(RefusalReason.Draft), true, "Mergeable", "fail: Draft")]
    public static void Is_refused_for_a_reason(string reason, bool isChecked, string mergeability, string step) =>
        Next(
                Goal,
                (Seen with { Rules = WithCheck, Mergeability = Enum.Parse<Mergeability>(mergeability) }).Refused(
                    Merge,
                    reason,
                    isChecked
                ),
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(nameof(Mergeability.NotRead), false, false, "wait Merge: MergeUnfinished")]
    [InlineData(nameof(Mergeability.Conflicting), false, false, "fail: Conflict")]
    [InlineData(nameof(Mergeability.Failed), false, false, "fail: MergeFailed")]
    [InlineData(nameof(Mergeability.Blocked), false, false, "read obstacle")]
    [InlineData(nameof(Mergeability.Blocked), false, true, "fail: RuleNotMet")]
    [InlineData(nameof(Mergeability.NotRead), true, false, "fail: PushedDuringMerge")]
    public static void Waits_for_a_merge_that_was_accepted(
        string mergeability,
        bool wasPushed,
        bool wasRead,
        string step
    ) =>
        Next(
                Goal,
                Seen with
                {
                    PullRequest = Existing with { Head = wasPushed ? Other : Head },
                    Rules = WithCheck,
                    Mergeability = Enum.Parse<Mergeability>(mergeability),
                    Obstacle = wasRead ? new Obstacle("blocked by branch policies: Build") : null,
                    Progress = new Progress { HasMerged = true },
                },
                OnAzureDevOps
            )
            .Should()
            .Be(step);
}
