using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>The request of each step, and what the answer means.</summary>
public sealed class GitHubStepTests : GitHubStepTest
{
    [Fact]
    public async Task Create_sends_branches_title_and_description()
    {
        Api.Answers(Created, Document());

        await DoneAsync(new PullRequestStep.Create(), Goal, Seen with { PullRequest = null, NodeId = null });

        Asked.Should().Equal("POST pulls");
        Api.Requests[0]
            .Body.Should()
            .Be($$"""{"head":"{{Branch}}","base":"main","title":"Promote webshop/webui","body":"What and why."}""");
    }

    [Fact]
    public async Task Update_sends_the_text_alone_where_there_is_one()
    {
        Api.Answers(OK, Document());

        var done = await DoneAsync(
            new PullRequestStep.Update(new PullRequestText("Another", null), AutoMerge: false),
            Goal,
            Seen
        );

        done.Part.Should().Be(new PullRequestStep.Update(new PullRequestText("Another", null)));
        Asked.Should().Equal("PATCH pulls/7");
        Api.Requests[0].Body.Should().Be("""{"title":"Another"}""");
    }

    [Theory]
    [InlineData(nameof(MergeMethod.Merge), "MERGE")]
    [InlineData(nameof(MergeMethod.Squash), "SQUASH")]
    [InlineData(nameof(MergeMethod.Rebase), "REBASE")]
    public async Task Update_enables_auto_merge_for_the_head_commit(string method, string name)
    {
        Api.Answers(OK, Changed());

        var done = await DoneAsync(
            new PullRequestStep.Update(Text: null, AutoMerge: true, Enum.Parse<MergeMethod>(method)),
            Goal,
            Seen
        );

        done.Now.PullRequest!.AutoMerge.Should().BeTrue();
        Api.Requests[0]
            .Body.Should()
            .Contain("enablePullRequestAutoMerge")
            .And.Contain("\"pullRequest\":\"PR_7\"")
            .And.Contain($"\"method\":\"{name}\"")
            .And.Contain($"\"head\":\"{Head}\"");
    }

    [Fact]
    public async Task Update_disables_auto_merge()
    {
        Api.Answers(OK, Changed(autoMerge: false));

        var done = await DoneAsync(new PullRequestStep.Update(Text: null, AutoMerge: false), Goal, Seen);

        done.Now.PullRequest!.AutoMerge.Should().BeFalse();
        Api.Requests[0].Body.Should().Contain("disablePullRequestAutoMerge").And.Contain("\"pullRequest\":\"PR_7\"");
    }

    [Theory]
    [InlineData("No, because.", "UNPROCESSABLE", nameof(RefusalReason.Other))]
    [InlineData("Auto merge is not enabled.", "UNPROCESSABLE", nameof(RefusalReason.Other))]
    [InlineData("Resource not accessible by integration", "FORBIDDEN", nameof(RefusalReason.Error))]
    public async Task Update_may_not_disable_auto_merge(string message, string type, string reason)
    {
        Api.Answers(OK, Refused(message, type));

        var refused = await RefusedAsync(new PullRequestStep.Update(Text: null, AutoMerge: false), Seen);

        refused.Reason.Should().Be(Enum.Parse<RefusalReason>(reason));
        refused.Text.Should().Be(message.TrimEnd('.'));
    }

    [Theory]
    [InlineData("Pull request Pull request is in clean status", nameof(RefusalReason.NothingToWaitFor))]
    [InlineData("[\\\"Pull request Pull request is in unstable status\\\"]", nameof(RefusalReason.NothingToWaitFor))]
    [InlineData("Not known before", nameof(RefusalReason.Other))]
    public async Task Update_may_not_enable_auto_merge(string message, string reason)
    {
        Api.Answers(OK, Refused(message));

        (await RefusedAsync(new PullRequestStep.Update(Text: null, AutoMerge: true, MergeMethod.Merge), Seen))
            .Reason.Should()
            .Be(Enum.Parse<RefusalReason>(reason));
    }

    [Fact]
    public async Task Update_fails_where_a_permission_is_missing()
    {
        Api.Answers(OK, Refused("Resource not accessible by integration", "FORBIDDEN"));
        var forge = await ConnectForgeAsync();

        var failure = await FailureOf(() =>
            forge.DoAsync(
                new PullRequestStep.Update(Text: null, AutoMerge: true, MergeMethod.Merge),
                Goal,
                Seen,
                CancellationToken.None
            )
        );

        failure.Kind.Should().Be(FailureKind.Unauthorized);
    }

    [Theory]
    [InlineData(nameof(MergeMethod.Merge), false, "\"merge_method\":\"merge\"}")]
    [InlineData(nameof(MergeMethod.Squash), false, "\"merge_method\":\"squash\"}")]
    [InlineData(nameof(MergeMethod.Rebase), true, "\"merge_method\":\"rebase\"}")]
    [InlineData(
        nameof(MergeMethod.Merge),
        true,
        "\"merge_method\":\"merge\",\"commit_message\":\"Promote webshop/webui\\n\\nA note.\"}"
    )]
    [InlineData(nameof(MergeMethod.Squash), true, "\"merge_method\":\"squash\",\"commit_message\":\"A note.\"}")]
    public async Task Merge_names_the_head_commit(string method, bool hasNote, string body)
    {
        Api.Answers(OK, $$"""{"sha":"{{Commit}}","merged":true,"message":"Pull Request successfully merged"}""");

        var done = await DoneAsync(
            new PullRequestStep.Merge(Enum.Parse<MergeMethod>(method)),
            new PullRequestGoal.Merge(Open, hasNote ? new MergeNote("A note.", "What and why. A note.") : null),
            Seen
        );

        done.Now.PullRequest!.MergeCommit!.Value.Should().Be(Commit);
        done.Now.PullRequest.State.Should().Be(PullRequestState.Merged);
        Asked.Should().Equal("PUT pulls/7/merge");
        Api.Requests[0].Body.Should().Be($$"""{"sha":"{{Head}}",{{body}}""");
    }

    [Theory]
    [InlineData(MethodNotAllowed, "Base branch was modified. Review and try the merge again.", "NotReady")]
    [InlineData(MethodNotAllowed, "Pull Request is still a draft", "Draft")]
    [InlineData(MethodNotAllowed, "Merge commits are not allowed on this repository.", "MethodNotAllowed")]
    [InlineData(MethodNotAllowed, "Changes must be made through the merge queue", "MergeQueueRequired")]
    [InlineData(MethodNotAllowed, "At least 1 approving review is required by reviewers with write access.", "Other")]
    [InlineData(Conflict, "Head branch was modified. Review and try the merge again.", "NotReady")]
    public async Task Merge_may_be_refused(HttpStatusCode status, string message, string reason)
    {
        Api.Answers(status, Message(message));

        var refused = await RefusedAsync(new PullRequestStep.Merge(MergeMethod.Merge), Seen);

        refused.Reason.Should().Be(Enum.Parse<RefusalReason>(reason));
        refused.Failure.Kind.Should().Be(FailureKind.Rejected);
        refused.Failure.Message.Should().StartWith("Pull request 7 was not merged: ").And.Contain(message.TrimEnd('.'));
    }

    private async Task<StepResult.Refused> RefusedAsync(PullRequestStep step, GitHubObservation now)
    {
        var forge = await ConnectForgeAsync();
        return (await forge.DoAsync(step, Goal, now, CancellationToken.None))
            .Should()
            .BeOfType<StepResult.Refused>()
            .Which;
    }
}
