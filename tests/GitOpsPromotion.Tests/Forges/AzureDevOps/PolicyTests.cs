using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class PolicyTests : AzureDevOpsForgeTests
{
    private static readonly AzureDevOpsPolicy.Status Status = new("ours", "status");

    [Fact]
    public async Task Policies_are_listed_for_a_branch()
    {
        Repository.RequireCheck("gitops-promotion/status");
        Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash, MergeStyle.Rebase]));

        var policies = await PoliciesAsync("refName=refs/heads/main");
        (await PoliciesAsync("refName=refs/heads/release")).Each("id").Should().BeEmpty();

        policies.Each("type.displayName").Should().Equal("Status", "Require a merge strategy");
        policies.Each("settings.statusGenre").Should().StartWith("gitops-promotion");
        policies.Each("settings.allowSquash").Should().EndWith("true");
        policies.Each("settings.allowNoFastForward").Should().EndWith("false");
    }

    [Fact]
    public async Task Policies_have_pages_with_a_continuation_token()
    {
        Repository.RequireCheck("ours/first");
        Repository.RequireCheck("ours/second");

        var first = await PoliciesAsync("$top=1");
        var second = await PoliciesAsync($"$top=1&continuationToken={first.Header("x-ms-continuationtoken")}");

        first.Each("settings.statusName").Should().Equal("first");
        second.Each("settings.statusName").Should().Equal("second");
        second.Header("x-ms-continuationtoken").Should().BeNull();
    }

    [Fact]
    public async Task Policies_are_evaluated_for_a_pull_request()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        Repository.Require(Status);
        Repository.FinishBuild(id, "status", succeeded: false);

        var artifact = Uri.EscapeDataString($"vstfs:///CodeReview/CodeReviewId/{Repository.Project.Id}/{id}");
        var evaluations = await GetAsync($"Web%20Shop/_apis/policy/evaluations?artifactId={artifact}", "7.1-preview.1");

        evaluations
            .Each("configuration.type.displayName")
            .Zip(evaluations.Each("status"))
            .Should()
            .Equal(("Build", "rejected"), ("Status", "queued"));
    }

    [Fact]
    public async Task A_push_resets_a_build()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        Repository.FinishBuild(id, "status");

        Push(version: "2.0");

        (await CompleteAsync(id)).Error.Should().Be("403 GitPullRequestUpdateRejectedByPolicyException");
    }

    [Theory]
    [InlineData(true, 403)]
    [InlineData(false, 200)]
    public async Task A_push_resets_a_status_where_the_policy_says_so(bool isReset, int status)
    {
        var id = await OpenedAsync();
        Repository.Require(Status with { IsResetByPushes = isReset });
        Repository.SetPullRequestStatus(id, "ours", "status");

        Push(version: "2.0");

        (await CompleteAsync(id)).Status.Should().Be(status);
    }

    [Theory]
    [InlineData("succeeded", 200)]
    [InlineData("notApplicable", 200)]
    [InlineData("pending", 403)]
    [InlineData("failed", 403)]
    public async Task A_status_meets_its_policy(string state, int status)
    {
        var id = await OpenedAsync();
        Repository.RequireCheck("ours/status");

        (await SetStatusAsync(id, state, ",'iterationId':1")).Status.Should().Be(200);

        (await CompleteAsync(id)).Status.Should().Be(status);
    }

    [Theory]
    [InlineData(true, 403)]
    [InlineData(false, 200)]
    public async Task A_status_needs_an_iteration_where_pushes_reset_it(bool isReset, int status)
    {
        var id = await OpenedAsync();
        Repository.Require(Status with { IsResetByPushes = isReset });

        (await SetStatusAsync(id, "succeeded")).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_status_of_the_commit_does_not_count()
    {
        var id = await OpenedAsync();
        Repository.Require(Status);
        Repository.SetStatus(Remote.Resolve(Branch), "status", genre: "ours");
        (await CompleteAsync(id)).Status.Should().Be(403);

        await SetStatusAsync(id, "succeeded");

        (await CompleteAsync(id)).Status.Should().Be(200);
    }

    private Task<AzureDevOpsAnswer> PoliciesAsync(string query) =>
        GetAsync($"Web%20Shop/_apis/git/policy/configurations?repositoryId={Repository.Id}&{query}");

    private Task<AzureDevOpsAnswer> SetStatusAsync(int id, string state, string more = "") =>
        SendAsync(
            "POST",
            $"/pullRequests/{id}/statuses",
            $$"""{'state':'{{state}}','context':{'genre':'ours','name':'status'}{{more}}}"""
        );
}
