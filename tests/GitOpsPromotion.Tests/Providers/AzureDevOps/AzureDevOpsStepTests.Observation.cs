using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <remarks>What is read.</remarks>
public sealed partial class AzureDevOpsStepTests
{
    [Fact]
    public async Task Observation_reads_the_branch_before_the_pull_request()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(mergeStatus: "conflicts", isDraft: true));
        var forge = await ConnectForgeAsync();

        var seen = await forge.ObserveAsync(MergeGoal, before: null, CancellationToken.None);

        seen.Tip.Should().Be(Head);
        seen.IsDraft.Should().BeTrue();
        seen.Mergeability.Should().Be(Mergeability.NotRead, "it is the result of an earlier test merge");
        Forge.Requests[^1].Should().Be("GET pullrequests/7");
    }

    [Theory]
    [InlineData("conflicts", nameof(Mergeability.Conflicting))]
    [InlineData("rejectedByPolicy", nameof(Mergeability.Blocked))]
    [InlineData("failure", nameof(Mergeability.Failed))]
    [InlineData("queued", nameof(Mergeability.NotRead))]
    public async Task Observation_shows_what_became_of_a_merge(string status, string mergeability)
    {
        Forge.On("GET pullrequests/7", Pull(mergeStatus: status, failure: "An object is too large."));
        var forge = await ConnectForgeAsync();

        var seen = await forge.ObserveAsync(
            MergeGoal,
            Seen with
            {
                Progress = new Progress { HasMerged = true },
            },
            CancellationToken.None
        );

        seen.Mergeability.Should().Be(Enum.Parse<Mergeability>(mergeability));
        seen.MergeFailure.Should().Be("An object is too large.");
    }

    [Fact]
    public async Task ReadObstacle_names_the_policies_that_block()
    {
        Forge.On(
            Evaluations,
            List(
                Evaluation("queued", Policy(Build, """{"displayName":"Promotion check"}""")),
                Evaluation("rejected", Policy(Status, """{"statusGenre":"acme","statusName":"audit"}""")),
                Evaluation("running", Policy(Reviewers)),
                Evaluation("approved", Policy(Build, """{"displayName":"Passed"}""")),
                Evaluation("notApplicable", Policy(Build, """{"displayName":"For others"}""")),
                Evaluation("queued", Policy(Build, """{"displayName":"Optional"}""", isBlocking: false))
            )
        );

        (await ReadObstacleAsync())
            .Should()
            .Be(new Obstacle("blocked by branch policies: Promotion check, acme/audit, A policy"));
        Forge
            .Requests[^1]
            .Should()
            .Be(
                "GET /policy/evaluations?artifactId=vstfs:///CodeReview/CodeReviewId/a7573007-bbb3-4341-b726-0c4148a07853/7"
            );
    }

    [Fact]
    public async Task ReadObstacle_does_not_fail_where_the_policies_cannot_be_read()
    {
        Forge.On(Evaluations, HttpStatusCode.Forbidden, Error("Other", "No."));

        (await ReadObstacleAsync()).Should().Be(new Obstacle("a policy of branch main is not met"));
    }

    private async Task<Obstacle?> ReadObstacleAsync()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull());
        var forge = await ConnectForgeAsync();
        var seen = await forge.ObserveAsync(MergeGoal, before: null, CancellationToken.None);
        var result = await forge.DoAsync(new PullRequestStep.ReadObstacle(), MergeGoal, seen, CancellationToken.None);
        return result.Should().BeOfType<StepResult.Done>().Which.Now.Obstacle;
    }
}
