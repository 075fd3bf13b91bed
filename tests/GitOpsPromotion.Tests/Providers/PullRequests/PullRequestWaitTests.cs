using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static GitOpsPromotion.Tests.Providers.PullRequests.Planned;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>Each wait for a forge ends.</summary>
public sealed class PullRequestWaitTests
{
    private readonly JumpingTime time = new();

    [Fact]
    public Task Ends_after_15_seconds_where_a_created_pull_request_is_not_listed() =>
        EndsAsync(
            new InMemoryForge(time) { PullRequest = null, Answer = _ => Refused(RefusalReason.AlreadyOpen) },
            Open(MergeMode.Manual),
            TimeSpan.FromSeconds(15),
            FailureKind.Rejected,
            "No, because."
        );

    [Fact]
    public Task Ends_after_a_minute_where_the_forge_does_not_show_the_push() =>
        EndsAsync(
            new InMemoryForge(time) { PullRequest = Existing with { Head = Other } },
            Open(MergeMode.AfterCheck),
            TimeSpan.FromMinutes(1),
            FailureKind.TimedOut,
            "Pull request 7 is open, but auto-merge is not enabled: GitHub has not picked up commit aaaaaaaaaaaa of promote/webshop-webui yet."
        );

    [Fact]
    public Task Ends_after_15_seconds_where_the_forge_does_not_compute_mergeability() =>
        EndsAsync(
            new InMemoryForge(time) { Mergeability = Mergeability.Computing },
            Goal("Merge"),
            TimeSpan.FromSeconds(15),
            FailureKind.Rejected,
            "Pull request 7 was not merged: GitHub is still computing whether it can be merged."
        );

    [Fact]
    public Task Ends_after_a_minute_where_auto_merge_does_not_stay_enabled() =>
        EndsAsync(
            Accepting(),
            Open(MergeMode.AfterCheck),
            TimeSpan.FromMinutes(1),
            FailureKind.Rejected,
            "Pull request 7 is open, but auto-merge is not enabled: auto-merge did not stay enabled."
        );

    [Fact]
    public Task Ends_after_five_minutes_where_a_merge_is_not_finished() =>
        EndsAsync(
            Accepting(),
            Goal("Merge"),
            TimeSpan.FromMinutes(5),
            FailureKind.TimedOut,
            "Pull request 7 was not merged: GitHub has not finished the merge within 5 minutes."
        );

    [Fact]
    public async Task Ends_after_600_turns_of_other_runs()
    {
        InMemoryForge forge = new(time) { Answer = _ => Refused(RefusalReason.Contended) };

        (await FailureOf(forge, Goal("Merge"))).Message.Should().Be("No, because.");

        forge.Asked.Should().HaveCount(601);
    }

    private static StepResult.Refused Refused(RefusalReason reason) =>
        new StepResult.Refused(reason, "No, because", new PromotionException(FailureKind.Rejected, "No, because."));

    /// <summary>A forge that accepts everything without an effect.</summary>
    private InMemoryForge Accepting() =>
        new(time) { Answer = _ => new StepResult.Done(Seen with { Rules = WithCheck }) };

    private async Task EndsAsync(
        InMemoryForge forge,
        PullRequestGoal goal,
        TimeSpan after,
        FailureKind kind,
        string message
    )
    {
        var failure = await FailureOf(forge, goal);

        failure.Kind.Should().Be(kind);
        failure.Message.Should().Be(message);
        time.Elapsed.Should().BeGreaterThanOrEqualTo(after).And.BeLessThan(after + TimeSpan.FromSeconds(3));
    }

    private async Task<PromotionException> FailureOf(InMemoryForge forge, PullRequestGoal goal) =>
        (
            await FluentActions
                .Awaiting(() => new PullRequestLifecycle(forge, time).RunAsync(goal, CancellationToken.None))
                .Should()
                .ThrowAsync<PromotionException>()
        ).Which;
}
