using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>What holds for each plan, whatever a forge shows.</summary>
public static class PullRequestPlannerProperties
{
    private static readonly Gen<Case> Cases =
        from goal in Gen.Elements(
            Goal("Manual"),
            Goal("AfterCheck"),
            Goal("Immediately"),
            Goal("Merge"),
            new PullRequestGoal.Merge(Existing, new MergeNote("A note.", "What and why. A note.")),
            Goal("DisableAutoMerge"),
            Goal("PassCheck")
        )
        from now in GeneratedObservations.All
        from forge in Gen.Elements(OnGitHub, OnAzureDevOps, OnPlainGit)
        select new Case(goal, now, forge);

    [Fact]
    public static void Plans_a_step_for_each_observation() => Holds(plan => plan.Step.Should().NotBeNull());

    [Fact]
    public static void Fails_with_a_message_for_each_observation() =>
        Holds(plan =>
        {
            var problem = plan.Step switch
            {
                PullRequestStep.Fail(var failure) => failure,
                PullRequestStep.Wait(_, var failure) => failure,
                _ => (PullRequestProblem?)null,
            };
            if (problem is { } found)
            {
                PullRequestFailures.For(found, plan.Goal, plan.Now, plan.Forge).Message.Should().EndWith(".");
            }
        });

    [Fact]
    public static void Never_merges_before_a_required_check() =>
        Holds(plan =>
        {
            if (
                plan
                    is {
                        Step: PullRequestStep.Merge,
                        Goal: PullRequestGoal.Open { Desired.MergeMode: MergeMode.AfterCheck }
                    }
                && !plan.Now.HasPassedCheck
            )
            {
                plan.Now.Mergeability.Should().Be(Mergeability.Mergeable);
                plan.Now.Progress.Refusal.Should().NotBeNull();
                plan.Now.Progress.Refusal!.IsChecked.Should().BeTrue();
                plan.Now.Progress.Refusal.Step.Should()
                    .Be(new PullRequestStep.Update(Text: null, AutoMerge: true, MergeMethod.Merge));
            }
        });

    [Fact]
    public static void Never_writes_where_the_source_branch_is_at_another_commit() =>
        Holds(plan =>
        {
            if (
                plan.Now is { PullRequest: not { State: PullRequestState.Merged } }
                && plan.Now.Tip != plan.Goal.Head
                && plan.Goal is not PullRequestGoal.DisableAutoMerge
            )
            {
                plan.Step.Should().BeOfType<PullRequestStep.Fail>();
            }
        });

    [Fact]
    public static void Never_bypasses_rules() =>
        Holds(plan =>
        {
            if (
                plan is { Step: PullRequestStep.Merge, Now.MayBypassRules: true }
                && plan.Forge == OnGitHub
                && plan.Now.Progress.Refusal is not { Reason: RefusalReason.NoRules }
            )
            {
                plan.Now.Obstacle.Should().Be(new Obstacle(Text: null));
            }
        });

    [Fact]
    public static void Never_merges_what_waits_for_a_person() =>
        Holds(plan =>
        {
            if (plan.Goal is PullRequestGoal.Open { Desired.MergeMode: MergeMode.Manual })
            {
                plan.Step.Should().NotBeOfType<PullRequestStep.Merge>();
                (plan.Step is PullRequestStep.Update { AutoMerge: true }).Should().BeFalse();
            }
        });

    [Fact]
    public static void Never_ends_well_while_auto_merge_is_to_be_disabled_and_is_enabled() =>
        Holds(plan =>
        {
            if (
                plan is { Step: PullRequestStep.Done, Now.PullRequest.State: PullRequestState.Open }
                && plan.Goal
                    is PullRequestGoal.DisableAutoMerge
                        or PullRequestGoal.Open { Desired.MergeMode: MergeMode.Manual }
            )
            {
                plan.Now.PullRequest!.AutoMerge.Should().BeFalse();
            }
        });

    private static void Holds(Action<Plan> law) =>
        Prop.ForAll(
                Arb.From(Cases),
                given =>
                    law(
                        new Plan(
                            given.Goal,
                            given.Now,
                            given.Forge,
                            PullRequestPlanner.Next(given.Goal, given.Now, given.Forge)
                        )
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private sealed record Case(PullRequestGoal Goal, ObservedPullRequest Now, ForgeTraits Forge);

    private sealed record Plan(PullRequestGoal Goal, ObservedPullRequest Now, ForgeTraits Forge, PullRequestStep Step);
}
