using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>The loop that observes, plans, and does one step.</summary>
public sealed class PullRequestLifecycleTests
{
    private static readonly PullRequest Outdated = Existing with { Title = "Another title" };

    private readonly JumpingTime time = new();

    [Fact]
    public async Task Creates_a_pull_request_and_enables_auto_merge()
    {
        InMemoryForge forge = new(time) { PullRequest = null };

        var opened = await RunAsync(forge, Open(MergeMode.AfterCheck));

        opened.AutoMerge.Should().BeTrue();
        forge.Asked.Should().Equal("create", "update auto-merge Merge");
        time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Writes_nothing_where_it_is_as_desired()
    {
        InMemoryForge forge = new(time) { Rules = WithCheck with { RequiresSignatures = true } };

        (await RunAsync(forge, Open(MergeMode.Manual))).RequiresSignatures.Should().BeTrue();

        forge.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Reads_it_again_where_the_answer_was_lost()
    {
        InMemoryForge forge = new(time) { PullRequest = null };
        forge.Answer = step =>
        {
            forge.Apply(step);
            throw Lost();
        };

        (await RunAsync(forge, Open(MergeMode.Manual))).Number.Should().Be(7);

        forge.Asked.Should().Equal("create");
        forge.Observations.Should().Be(2);
    }

    [Fact]
    public async Task Tries_four_times_where_every_answer_is_lost()
    {
        InMemoryForge forge = new(time) { PullRequest = null, Answer = _ => throw Lost() };

        var failure = await FailureOf(forge, Open(MergeMode.Manual));

        failure.Message.Should().Be("The answer was lost.");
        forge.Asked.Should().Equal("create", "create", "create", "create");
        forge.Observations.Should().Be(4);
    }

    [Fact]
    public async Task Does_not_try_again_where_the_request_failed()
    {
        InMemoryForge forge = new(time)
        {
            PullRequest = null,
            Answer = _ => throw new PromotionException(FailureKind.Unavailable, "It failed."),
        };

        (await FailureOf(forge, Open(MergeMode.Manual))).Message.Should().Be("It failed.");

        forge.Asked.Should().Equal("create");
    }

    [Fact]
    public async Task Reads_the_source_branch_again_after_a_step_was_postponed()
    {
        InMemoryForge forge = new(time) { PullRequest = Outdated, ObservesTip = true };
        forge.Answer = _ => forge.Asked.Count == 1 ? new StepResult.Postponed() : null;

        await RunAsync(forge, Open(MergeMode.Manual));

        forge.TipReads.Should().Be(1);
        forge.Asked.Should().Equal("update text auto-merge off", "update text auto-merge off");
    }

    [Fact]
    public async Task Writes_nothing_where_the_source_branch_moved_while_a_step_was_postponed()
    {
        InMemoryForge forge = new(time) { PullRequest = Outdated, ObservesTip = true };
        forge.Answer = _ =>
        {
            forge.Tip = Other;
            return new StepResult.Postponed();
        };

        (await FailureOf(forge, Open(MergeMode.Manual))).IsStale.Should().BeTrue();

        forge.Asked.Should().ContainSingle();
        forge.PullRequest.Should().Be(Outdated);
    }

    [Fact]
    public async Task Writes_nothing_where_the_source_branch_moved_before_the_update()
    {
        MovingForge forge = new(new InMemoryForge(time) { PullRequest = Outdated });

        var failure = await FailureOf(forge, Open(MergeMode.Manual));

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be(
                "Pull request 7 was not updated: branch promote/webshop-webui is no longer at commit aaaaaaaaaaaa: it is at bbbbbbbbbbbb."
            );
        forge.Inner.Asked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("GitHub", MergeMode.AfterCheck, false, 0)]
    [InlineData("Azure DevOps", MergeMode.AfterCheck, false, 1)]
    [InlineData("GitHub", MergeMode.Manual, true, 1)]
    [InlineData("Azure DevOps", MergeMode.Manual, true, 1)]
    public async Task Reads_the_source_branch_where_the_forge_does_not_check_the_head_commit(
        string traits,
        MergeMode mode,
        bool autoMerge,
        int reads
    )
    {
        InMemoryForge forge = new(time)
        {
            Traits = Forge(traits),
            PullRequest = Existing with { AutoMerge = autoMerge },
        };

        await RunAsync(forge, Open(mode));

        forge.TipReads.Should().Be(reads);
        forge.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Names_the_page_of_the_pull_request_that_failed()
    {
        InMemoryForge forge = new(time) { Mergeability = Mergeability.Conflicting };

        (await FailureOf(forge, Goal("Merge"))).Page.Should().Be(Existing.Page);
    }

    [Fact]
    public async Task Ends_where_the_forge_accepts_a_step_without_an_effect()
    {
        InMemoryForge forge = new(time) { Rules = WithCheck with { RequiresCheckStatus = null } };

        var failure = await FailureOf(forge, Goal("PassCheck"));

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be("The check status of pull request 7 was not set: GitHub accepted 2000 requests without an effect.");
    }

    private static PromotionException Lost() =>
        new(FailureKind.Unavailable, "The answer was lost.") { MayHaveTakenEffect = true };

    private Task<PullRequest> RunAsync(IPullRequestForge forge, PullRequestGoal goal) =>
        new PullRequestLifecycle(forge, time).RunAsync(goal, CancellationToken.None);

    private async Task<PromotionException> FailureOf(IPullRequestForge forge, PullRequestGoal goal) =>
        (await FluentActions.Awaiting(() => RunAsync(forge, goal)).Should().ThrowAsync<PromotionException>()).Which;
}
