using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.AzureDevOps;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>The request of each step, and what the answer means.</summary>
public sealed partial class AzureDevOpsStepTests : ScriptedAzureDevOpsTest
{
    private const string Patch = "PATCH pullrequests/7";

    private static readonly AzureDevOpsObservation Seen = new() { Tip = Head, PullRequest = Opened };

    private static readonly PullRequestGoal.Open Goal = new(Draft);

    private static readonly PullRequestGoal.Merge MergeGoal = new(Opened, Note: null);

    [Fact]
    public async Task Create_sends_branches_title_and_description()
    {
        Forge.On("POST pullrequests", Pull());

        await DoneAsync(new PullRequestStep.Create(), Goal);

        Forge
            .Requests.Should()
            .Equal(
                """POST pullrequests?supportsIterations=true {"sourceRefName":"refs/heads/promote/webshop-webui","targetRefName":"refs/heads/main","title":"Promote webshop/webui","description":"What and why."}"""
            );
    }

    [Fact]
    public async Task Update_sends_text_and_disabled_auto_complete_in_one()
    {
        Forge.On(Patch, Pull());

        await DoneAsync(new PullRequestStep.Update(new PullRequestText("Another", null), AutoMerge: false), Goal);

        Forge.BodiesOf(Patch).Should().Equal($$$"""{"title":"Another","autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }

    [Theory]
    [InlineData(nameof(MergeMethod.Merge), "noFastForward")]
    [InlineData(nameof(MergeMethod.Squash), "squash")]
    [InlineData(nameof(MergeMethod.Rebase), "rebase")]
    [InlineData(nameof(MergeMethod.RebaseMerge), "rebaseMerge")]
    public async Task Merge_names_head_commit_and_method(string method, string strategy)
    {
        Forge.On(Patch, Pull());

        await DoneAsync(new PullRequestStep.Merge(Enum.Parse<MergeMethod>(method)), MergeGoal);

        Forge
            .BodiesOf(Patch)
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("\"status\":\"completed\"")
            .And.Contain($"\"lastMergeSourceCommit\":{{\"commitId\":\"{Head}\"}}")
            .And.Contain($"\"mergeStrategy\":\"{strategy}\"");
    }

    [Theory]
    [InlineData(nameof(MergeMethod.Squash), true)]
    [InlineData(nameof(MergeMethod.Rebase), false)]
    public async Task Merge_sends_the_note_where_there_is_a_commit_for_it(string method, bool isSent)
    {
        Forge.On(Patch, Pull());

        await DoneAsync(
            new PullRequestStep.Merge(Enum.Parse<MergeMethod>(method)),
            new PullRequestGoal.Merge(Opened, new MergeNote("A note.", "What and why. A note."))
        );

        Forge
            .BodiesOf(Patch)[0]
            .Contains(@"Merged PR 7: Promote webshop/webui\n\nA note.", StringComparison.Ordinal)
            .Should()
            .Be(isSent);
    }

    [Theory]
    [InlineData("GitPullRequestUpdateRejectedByPolicyException", nameof(RefusalReason.RuleNotMet))]
    [InlineData("GitRefUpdateRejectedByPolicyException", nameof(RefusalReason.RuleNotMet))]
    [InlineData("GitPullRequestNotEditableException", nameof(RefusalReason.NotOpen))]
    [InlineData("GitPullRequestStaleException", nameof(RefusalReason.NotReady))]
    [InlineData("GitReferenceStaleException", nameof(RefusalReason.NotReady))]
    public async Task Merge_may_be_refused(string typeKey, string reason)
    {
        Forge.On(Patch, HttpStatusCode.Conflict, Error(typeKey, "No, because."));

        var refused = await RefusedAsync(new PullRequestStep.Merge(MergeMethod.Merge), MergeGoal);

        refused.Reason.Should().Be(Enum.Parse<RefusalReason>(reason));
        refused.Text.Should().Be("No, because");
    }

    [Theory]
    [InlineData("GitPullRequestExistsException", nameof(RefusalReason.AlreadyOpen))]
    [InlineData("GitPullRequestCannotBeActivated", nameof(RefusalReason.BranchNotFound))]
    public async Task Create_may_be_refused(string typeKey, string reason)
    {
        Forge.On("POST pullrequests", HttpStatusCode.Conflict, Error(typeKey, "No, because."));

        (await RefusedAsync(new PullRequestStep.Create(), Goal)).Reason.Should().Be(Enum.Parse<RefusalReason>(reason));
    }

    [Fact]
    public async Task Merge_fails_for_another_reason()
    {
        Forge.On(Patch, HttpStatusCode.Conflict, Error("Other", "No, because."));
        var forge = await ConnectForgeAsync();

        var failure = await FailureOf(() =>
            forge.DoAsync(new PullRequestStep.Merge(MergeMethod.Merge), MergeGoal, Seen, CancellationToken.None)
        );

        failure.Message.Should().Be("Pull request 7 was not merged: dev.azure.com responded: No, because.");
    }

    private async Task<StepResult.Done> DoneAsync(PullRequestStep step, PullRequestGoal goal)
    {
        var forge = await ConnectForgeAsync();
        return (await forge.DoAsync(step, goal, Seen, CancellationToken.None))
            .Should()
            .BeOfType<StepResult.Done>()
            .Which;
    }

    private async Task<StepResult.Refused> RefusedAsync(PullRequestStep step, PullRequestGoal goal)
    {
        var forge = await ConnectForgeAsync();
        return (await forge.DoAsync(step, goal, Seen, CancellationToken.None))
            .Should()
            .BeOfType<StepResult.Refused>()
            .Which;
    }
}
