using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class AutoCompleteTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task Completes_at_once_where_nothing_blocks()
    {
        var id = await OpenedAsync();

        var answer = await AutoCompleteAsync(id);

        answer["autoCompleteSetBy"].GetProperty("displayName").GetString().Should().Be("Grace");
        answer["status"].GetString().Should().Be("active");
        var pull = await PullAsync(id);
        pull["status"].GetString().Should().Be("completed");
        pull.Has("autoCompleteSetBy").Should().BeFalse();
        pull["closedBy"].GetProperty("displayName").GetString().Should().Be("Grace");
    }

    [Fact]
    public async Task Waits_for_the_policies()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        Repository.RequireCheck("gitops-promotion/status");
        Repository.Require(new AzureDevOpsPolicy.Reviewers(1));
        await AutoCompleteAsync(id, "squash");
        var pull = Repository.PullRequest(id);

        pull.IsActive.Should().BeTrue();
        Repository.FinishBuild(id, "status");
        pull.IsActive.Should().BeTrue();
        Repository.SetPullRequestStatus(id, "gitops-promotion", "status");
        pull.IsActive.Should().BeTrue();
        Repository.Vote(id);
        pull.IsCompleted.Should().BeTrue();
        Remote.Resolve("main^").Should().Be(pull.TargetCommit);
    }

    [Theory]
    [InlineData(false, "active")]
    [InlineData(true, "completed")]
    public async Task Waits_for_optional_policies_that_it_is_not_told_to_ignore(bool isIgnored, string status)
    {
        var id = await OpenedAsync();
        var optional = Repository.Require(new AzureDevOpsPolicy.Reviewers(1) { IsBlocking = false });

        await UpdateAsync(
            id,
            new
            {
                autoCompleteSetBy = new { id = AzureDevOpsIdentity.Grace.Id },
                completionOptions = new { autoCompleteIgnoreConfigIds = isIgnored ? new[] { optional.Id } : [] },
            }
        );

        (await PullAsync(id))["status"].GetString().Should().Be(status);
    }

    [Fact]
    public async Task Is_over_when_the_pull_request_enters_the_queue()
    {
        var id = await OpenedAsync();
        Forge.Lag.CompletionReads = 1;
        await AutoCompleteAsync(id);

        var queued = await PullAsync(id);

        queued["status"].GetString().Should().Be("active");
        queued["mergeStatus"].GetString().Should().Be("queued");
        queued.Has("autoCompleteSetBy").Should().BeFalse();
        queued["completionOptions"].GetProperty("triggeredByAutoComplete").GetBoolean().Should().BeTrue();
        (await PullAsync(id))["status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task Is_cleared_by_the_zero_id_and_by_nothing_else()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        await AutoCompleteAsync(id);

        var kept = await UpdateAsync(id, new { title = "Newer" });
        var cleared = await UpdateAsync(id, new { autoCompleteSetBy = new { id = Nobody } });

        kept.Has("autoCompleteSetBy").Should().BeTrue();
        cleared.Has("autoCompleteSetBy").Should().BeFalse();
        Repository.FinishBuild(id, "status");
        Repository.PullRequest(id).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task Is_set_by_nobody_for_another()
    {
        var id = await OpenedAsync();

        var answer = await UpdateAsync(id, new { autoCompleteSetBy = new { id = AzureDevOpsIdentity.Ada.Id } });

        answer.Status.Should().Be(400);
        Repository.PullRequest(id).AutoCompleteBy.Should().BeNull();
    }

    [Fact]
    public async Task Is_cancelled_where_the_way_to_merge_is_forbidden()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash]));

        (await AutoCompleteAsync(id, "rebase")).Has("autoCompleteSetBy").Should().BeTrue();

        var pull = await PullAsync(id);
        pull["status"].GetString().Should().Be("active");
        pull.Has("autoCompleteSetBy").Should().BeFalse();
    }

    [Fact]
    public async Task Waits_for_conflicts_to_be_solved()
    {
        var id = await OpenedAsync();
        Remote.Commit("main", ("webui.yaml", "0.9.1"));
        await AutoCompleteAsync(id);
        Repository.PullRequest(id).IsActive.Should().BeTrue();

        Push(version: "2.0");

        Repository.PullRequest(id).IsCompleted.Should().BeTrue();
        Remote.Read("main", "webui.yaml").Should().Be("2.0");
    }

    [Fact]
    public async Task Shows_in_lists_only_where_its_identity_takes_part()
    {
        var own = await OpenedAsync();
        Push("promote/other");
        var foreign = Repository.Open("promote/other").Id;
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        await AutoCompleteAsync(own);
        await AutoCompleteAsync(foreign);

        var listed = await GetAsync("/pullrequests");

        listed
            .Items.ToDictionary(
                pull => pull.GetProperty("pullRequestId").GetInt32(),
                pull => pull.TryGetProperty("autoCompleteSetBy", out _)
            )
            .Should()
            .Equal(new Dictionary<int, bool> { [own] = true, [foreign] = false });
        (await PullAsync(foreign)).Has("autoCompleteSetBy").Should().BeTrue();
    }

    private async Task<int> OpenedAsync()
    {
        Push();
        return (await OpenAsync()).Id;
    }
}
