using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>The next step after a forge has refused to enable auto-merge, or to merge at once.</summary>
public static class AutoMergeRefusalTests
{
    private static readonly PullRequestStep Enable = new PullRequestStep.Update(
        Text: null,
        AutoMerge: true,
        MergeMethod.Merge
    );

    [Theory]
    [InlineData(nameof(RefusalReason.NothingToWaitFor), MergeMode.Immediately, "merge Merge")]
    [InlineData(nameof(RefusalReason.NothingToWaitFor), MergeMode.AfterCheck, "observe")]
    [InlineData(nameof(RefusalReason.NoRules), MergeMode.Immediately, "merge Merge")]
    [InlineData(nameof(RefusalReason.NoRules), MergeMode.AfterCheck, "fail: NoRequiredCheck")]
    [InlineData(nameof(RefusalReason.AutoMergeNotAllowed), MergeMode.AfterCheck, "fail: AutoMergeNotAllowed")]
    [InlineData(nameof(RefusalReason.AutoMergeNotAllowed), MergeMode.Immediately, "observe")]
    [InlineData(nameof(RefusalReason.MethodNotAllowed), MergeMode.Immediately, "fail: NoMergeMethod")]
    [InlineData(nameof(RefusalReason.Draft), MergeMode.AfterCheck, "fail: Draft")]
    [InlineData(nameof(RefusalReason.Conflict), MergeMode.AfterCheck, "fail: Conflict")]
    [InlineData(nameof(RefusalReason.Contended), MergeMode.AfterCheck, "wait ConcurrentChange: Refused")]
    [InlineData(nameof(RefusalReason.NotReady), MergeMode.AfterCheck, "observe")]
    [InlineData(nameof(RefusalReason.Other), MergeMode.AfterCheck, "observe")]
    public static void Is_refused_for_a_reason(string reason, MergeMode mode, string step) =>
        Next(Open(mode), (Seen with { Rules = WithCheck }).Refused(Enable, reason), OnGitHub).Should().Be(step);

    [Theory]
    [InlineData(nameof(RefusalReason.NothingToWaitFor), nameof(Mergeability.Mergeable), true, "merge Merge")]
    [InlineData(nameof(RefusalReason.NothingToWaitFor), nameof(Mergeability.Blocked), true, "fail: AutoMergeRefused")]
    [InlineData(nameof(RefusalReason.Other), nameof(Mergeability.Mergeable), true, "merge Merge")]
    [InlineData(nameof(RefusalReason.Other), nameof(Mergeability.Conflicting), true, "fail: Conflict")]
    [InlineData(
        nameof(RefusalReason.Other),
        nameof(Mergeability.Computing),
        true,
        "wait Mergeability: AutoMergeRefused"
    )]
    [InlineData(
        nameof(RefusalReason.NotReady),
        nameof(Mergeability.Blocked),
        true,
        "wait Mergeability: AutoMergeRefused"
    )]
    [InlineData(nameof(RefusalReason.Other), nameof(Mergeability.Blocked), true, "fail: AutoMergeRefused")]
    [InlineData(nameof(RefusalReason.Other), nameof(Mergeability.Blocked), false, "fail: AutoMergeNotAllowed")]
    public static void Is_refused_for_a_reason_that_the_pull_request_shows(
        string reason,
        string mergeability,
        bool allowsAutoMerge,
        string step
    ) =>
        Next(
                Open(MergeMode.AfterCheck),
                (
                    Seen with
                    {
                        Rules = WithCheck with { AllowsAutoMerge = allowsAutoMerge },
                        Mergeability = Enum.Parse<Mergeability>(mergeability),
                    }
                ).Refused(Enable, reason, isChecked: true),
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(false, null, "read obstacle")]
    [InlineData(true, null, "merge Merge")]
    [InlineData(true, "a required check", "fail: AutoMergeBypassesRules")]
    public static void Never_merges_past_a_rule_that_the_token_may_bypass(
        bool wasRead,
        string? obstacle,
        string step
    ) =>
        Next(
                Open(MergeMode.Immediately),
                (
                    Seen with
                    {
                        Rules = WithCheck,
                        MayBypassRules = true,
                        Obstacle = wasRead ? new Obstacle(obstacle) : null,
                    }
                ).Refused(Enable, nameof(RefusalReason.NothingToWaitFor)),
                OnGitHub
            )
            .Should()
            .Be(step);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void Never_merges_because_another_step_was_refused(bool disables) =>
        Next(
                Open(MergeMode.AfterCheck),
                (Seen with { Rules = WithCheck, Mergeability = Mergeability.Mergeable }).Refused(
                    new PullRequestStep.Update(
                        disables ? null : new PullRequestText("Promote", Description: null),
                        AutoMerge: disables ? false : null
                    ),
                    nameof(RefusalReason.Other),
                    isChecked: true
                ),
                OnGitHub
            )
            .Should()
            .Be("fail: Refused");

    [Theory]
    [InlineData(nameof(RefusalReason.RuleNotMet), false, "update auto-merge Merge")]
    [InlineData(nameof(RefusalReason.NotReady), false, "observe")]
    [InlineData(nameof(RefusalReason.NotReady), true, "wait Mergeability: Refused")]
    public static void Is_enabled_where_a_rule_keeps_it_from_merging_at_once(
        string reason,
        bool isChecked,
        string step
    ) =>
        Next(
                Open(MergeMode.Immediately),
                (Seen with { Rules = WithoutCheck }).Refused(
                    new PullRequestStep.Merge(MergeMethod.Merge),
                    reason,
                    isChecked
                ),
                OnAzureDevOps
            )
            .Should()
            .Be(step);
}
