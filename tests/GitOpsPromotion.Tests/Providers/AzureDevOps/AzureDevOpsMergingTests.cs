using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsMergingTests : ScriptedAzureDevOpsTest
{
    private const string Moved = "TF401192: The source branch was modified since the last merge attempt.";
    private const string NotEditable = "TF401181: The pull request cannot be edited due to its state.";

    private static readonly string Completed = Pull(status: "completed", mergeCommit: Merge);

    [Fact]
    public async Task Guards_the_head_and_waits_until_the_server_is_done()
    {
        IsOpen(Pull(mergeStatus: "queued"), Pull(mergeStatus: "queued"), Completed);
        Forge.On("PATCH pullrequests/7", Pull(mergeStatus: "queued"));

        var merged = await MergeAsync();

        merged.Should().Be(Opened with { State = PullRequestState.Merged, MergeCommit = Merge });
        Forge
            .BodiesOf("PATCH pullrequests/7")
            .Should()
            .Equal(
                $$$"""{"completionOptions":{"mergeStrategy":"noFastForward","deleteSourceBranch":true,"transitionWorkItems":false},"status":"completed","lastMergeSourceCommit":{"commitId":"{{{Head}}}"}}"""
            );
        Time.Elapsed.Should().BePositive();
    }

    [Fact]
    public async Task Returns_what_is_merged_already()
    {
        BranchIsAt(null);
        Forge.On("GET pullrequests/7", Completed);

        (await MergeAsync()).MergeCommit.Should().Be(Merge);

        Forge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Is_stale_where_a_push_takes_it_out_of_what_is_to_be_completed()
    {
        IsOpen(Pull(head: Other));
        Forge.On("PATCH pullrequests/7", Pull(mergeStatus: "queued"));

        (await FailureOf(MergeAsync)).IsStale.Should().BeTrue();
        Time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Is_stale_where_it_was_abandoned()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(status: "abandoned"));

        (await FailureOf(MergeAsync)).IsStale.Should().BeTrue();
    }

    [Fact]
    public async Task Is_not_for_drafts()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(isDraft: true));

        (await FailureOf(MergeAsync)).Message.Should().Be("Pull request 7 was not merged: it is a draft.");
    }

    [Theory]
    [InlineData("An object is too large.\r\n##vso[task.complete]", " (An object is too large.; ##vso[task.complete])")]
    [InlineData(null, "")]
    public async Task Says_why_a_merge_failed(string? reason, string text)
    {
        IsOpen(Pull(mergeStatus: "failure", failure: reason));
        Forge.On("PATCH pullrequests/7", Pull(mergeStatus: "queued"));

        (await FailureOf(MergeAsync)).Message.Should().Be($"Pull request 7 was not merged: the merge failed{text}.");
    }

    [Fact]
    public async Task Is_done_where_another_job_has_merged_it_at_the_same_time()
    {
        IsOpen(Completed);
        Forge.On(
            "PATCH pullrequests/7",
            HttpStatusCode.BadRequest,
            Error("GitPullRequestNotEditableException", NotEditable)
        );

        (await MergeAsync()).State.Should().Be(PullRequestState.Merged);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_done_where_another_job_merges_it_between_two_looks(bool wasBehind)
    {
        // The merge of the other job happens while the branch is looked at, which it deletes.
        var isMerged = false;
        var looks = 0;
        Forge
            .On(
                "GET refs",
                () =>
                {
                    isMerged = !wasBehind || ++looks > 1;
                    return FakeAzureDevOps.Json(isMerged ? List() : List(Ref(Branch.Ref, Head)));
                }
            )
            .On(
                "GET pullrequests/7",
                () => FakeAzureDevOps.Json(isMerged ? Completed : Pull(head: wasBehind ? Other : Head))
            )
            .On(Policies, List());

        (await MergeAsync()).MergeCommit.Should().Be(Merge);
        Forge.MostAtOnce.Should().Be(1, "two answers at once may be of before and after a merge");
    }

    [Fact]
    public async Task Retries_where_the_pull_request_lags_behind_its_branch()
    {
        IsOpen(Pull(), Completed);
        Forge
            .On("PATCH pullrequests/7", HttpStatusCode.Conflict, Error("GitPullRequestStaleException", Moved))
            .On("PATCH pullrequests/7", Pull(mergeStatus: "queued"));

        (await MergeAsync()).State.Should().Be(PullRequestState.Merged);
    }

    /// <summary>It is open and ready, and then what is given.</summary>
    private void IsOpen(params string[] then)
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", [Pull(), .. then]).On(Policies, List());
    }
}
