using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class PolicyTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task Are_listed_for_a_branch()
    {
        Repository.RequireCheck("gitops-promotion/status");
        Repository.Require(new AzureDevOpsPolicy.Build("other") { Branch = "release" });

        var listed = await PoliciesAsync($"repositoryId={Repository.Id}&refName=refs/heads/main");

        var policy = listed.Items.Should().ContainSingle().Subject;
        policy.GetProperty("isBlocking").GetBoolean().Should().BeTrue();
        policy.GetProperty("type").GetProperty("id").GetString().Should().Be("cbdc66da-9728-4af8-aada-9a5a32e4a226");
        var settings = policy.GetProperty("settings");
        settings.GetProperty("statusGenre").GetString().Should().Be("gitops-promotion");
        settings.GetProperty("statusName").GetString().Should().Be("status");
        settings.GetProperty("scope")[0].GetProperty("refName").GetString().Should().Be("refs/heads/main");
    }

    [Fact]
    public async Task Are_listed_in_pages_by_a_token()
    {
        Repository.RequireCheck("first");
        Repository.RequireCheck("second");

        var first = await PoliciesAsync($"repositoryId={Repository.Id}&$top=1");
        var token = first.Header("x-ms-continuationtoken");
        var second = await PoliciesAsync($"repositoryId={Repository.Id}&$top=1&continuationToken={token}");

        first.Items.Should().ContainSingle();
        second.Items.Should().ContainSingle();
        second.Header("x-ms-continuationtoken").Should().BeNull();
    }

    [Fact]
    public async Task Tell_the_ways_to_merge()
    {
        Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash, MergeStyle.Rebase]));

        var listed = await PoliciesAsync($"repositoryId={Repository.Id}&refName=refs/heads/main");

        var settings = listed.Items.Single().GetProperty("settings");
        settings.GetProperty("allowSquash").GetBoolean().Should().BeTrue();
        settings.GetProperty("allowNoFastForward").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Are_evaluated_for_a_pull_request()
    {
        Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        Repository.Require(new AzureDevOpsPolicy.Reviewers(1) { IsBlocking = false });
        Repository.FinishBuild(id, "status", succeeded: false);

        var evaluations = await SendToAsync(
            HttpMethod.Get,
            $"{Forge.Collection}Web%20Shop/_apis/policy/evaluations?artifactId={Artifact(id)}&api-version=7.1-preview.1"
        );

        evaluations
            .Items.Select(one =>
                $"{one.GetProperty("configuration").GetProperty("type").GetProperty("displayName")}: {one.GetProperty("status")}"
            )
            .Should()
            .Equal("Build: rejected", "Minimum number of reviewers: queued");
    }

    [Fact]
    public async Task Forget_a_build_after_a_push()
    {
        Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        Repository.FinishBuild(id, "status");

        var head = Push(version: "2.0");

        (await CompleteAsync(id, head)).Status.Should().Be(403);
    }

    [Theory]
    [InlineData(true, 403)]
    [InlineData(false, 200)]
    public async Task Forget_a_status_after_a_push_only_where_they_are_told_to(bool isReset, int status)
    {
        Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.Status("ours", "status") { IsResetByPushes = isReset });
        Repository.SetPullRequestStatus(id, "ours", "status");

        var head = Push(version: "2.0");

        (await CompleteAsync(id, head)).Status.Should().Be(status);
    }

    [Theory]
    [InlineData("succeeded", 200)]
    [InlineData("notApplicable", 200)]
    [InlineData("pending", 403)]
    [InlineData("failed", 403)]
    public async Task Wait_for_a_status_that_is_set_over_the_api(string state, int status)
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Repository.RequireCheck("ours/status");

        var set = await SendAsync(
            HttpMethod.Post,
            $"/pullRequests/{id}/statuses",
            new
            {
                state,
                context = new { genre = "ours", name = "status" },
                iterationId = 1,
            }
        );

        set.Status.Should().Be(200);
        (await GetAsync($"/pullRequests/{id}/statuses")).Items.Should().ContainSingle();
        (await CompleteAsync(id, head)).Status.Should().Be(status);
    }

    [Theory]
    [InlineData(true, 403)]
    [InlineData(false, 200)]
    public async Task Take_a_status_without_an_iteration_only_where_pushes_leave_it(bool isReset, int status)
    {
        Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.Status("ours", "status") { IsResetByPushes = isReset });

        var set = await SendAsync(
            HttpMethod.Post,
            $"/pullRequests/{id}/statuses",
            new { state = "succeeded", context = new { genre = "ours", name = "status" } }
        );

        set.Status.Should().Be(status);
        (await GetAsync($"/pullRequests/{id}/statuses")).Items.Should().HaveCount(isReset ? 0 : 1);
    }

    [Fact]
    public async Task Wait_for_the_status_of_the_one_whose_counts()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.Status("ours", "status") { Author = AzureDevOpsIdentity.Grace });
        // As Ada.
        Repository.SetPullRequestStatus(id, "ours", "status");
        (await CompleteAsync(id, head)).Status.Should().Be(403);

        await SendAsync(
            HttpMethod.Post,
            $"/pullRequests/{id}/statuses",
            new { state = "succeeded", context = new { genre = "ours", name = "status" } }
        );

        (await CompleteAsync(id, head)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Do_not_take_the_status_of_a_commit_for_that_of_a_pull_request()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Repository.RequireCheck("ours/status");
        Repository.SetStatus(head, "status", genre: "ours");

        (await CompleteAsync(id, head)).Status.Should().Be(403);
    }

    [Fact]
    public async Task Are_bypassed_by_who_may()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Repository.RequireCheck("ours/status");
        object request = new
        {
            status = "completed",
            lastMergeSourceCommit = new { commitId = head },
            completionOptions = new { bypassPolicy = true, bypassReason = "Now" },
        };

        var refused = await UpdateAsync(id, request);
        Use(Forge.AddToken(Enum.GetValues<AzureDevOpsRight>()));
        await UpdateAsync(id, request);

        refused.Status.Should().Be(403);
        refused.Message.Should().Contain("'PullRequestBypassPolicy'");
        (await PullAsync(id))["status"].GetString().Should().Be("completed");
    }

    private Task<AzureDevOpsAnswer> PoliciesAsync(string query) =>
        SendToAsync(
            HttpMethod.Get,
            $"{Forge.Collection}Web%20Shop/_apis/git/policy/configurations?{query}&api-version=7.1"
        );

    private string Artifact(int id) =>
        Uri.EscapeDataString($"vstfs:///CodeReview/CodeReviewId/{Repository.Project.Id}/{id}");
}
