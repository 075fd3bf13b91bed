using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class AutoCompleteTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task A_pull_request_without_policies_is_completed_after_the_answer()
    {
        var id = await OpenedAsync();

        var answer = await AutoCompleteAsync(id);

        answer["autoCompleteSetBy.displayName"].Should().Be("Grace");
        answer["status"].Should().Be("active");
        var pull = await ReadAsync(id);
        pull["status"].Should().Be("completed");
        pull["autoCompleteSetBy"].Should().BeNull();
        pull["closedBy.displayName"].Should().Be("Grace");
    }

    [Fact]
    public async Task A_pull_request_is_completed_when_the_last_policy_is_met()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        Repository.RequireCheck("gitops-promotion/status");
        await AutoCompleteAsync(id, "squash");
        var pull = Repository.PullRequest(id);

        Repository.FinishBuild(id, "status");
        pull.IsActive.Should().BeTrue();
        Repository.SetPullRequestStatus(id, "gitops-promotion", "status");

        pull.IsCompleted.Should().BeTrue();
        Remote.Resolve("main^").Should().Be(pull.TargetCommit);
    }

    [Fact]
    public async Task It_is_over_when_the_pull_request_is_queued()
    {
        var id = await OpenedAsync();
        Forge.Lag.CompletionReads = 1;
        await AutoCompleteAsync(id);

        var queued = await ReadAsync(id);

        queued.State.Should().Be("active queued");
        queued["autoCompleteSetBy"].Should().BeNull();
        queued["completionOptions.triggeredByAutoComplete"].Should().Be("true");
        (await ReadAsync(id))["status"].Should().Be("completed");
    }

    [Fact]
    public async Task Only_the_zero_id_switches_it_off()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        await AutoCompleteAsync(id);

        (await UpdateAsync(id, "{'title':'Newer'}"))["autoCompleteSetBy"].Should().NotBeNull();
        await UpdateAsync(id, $"{{{SetBy(Guid.Empty)}}}");

        Repository.FinishBuild(id, "status");
        Repository.PullRequest(id).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task It_cannot_be_set_for_another_identity()
    {
        var id = await OpenedAsync();

        (await UpdateAsync(id, $"{{{SetBy(AzureDevOpsIdentity.Ada.Id)}}}")).Status.Should().Be(400);
    }

    [Fact]
    public async Task It_is_cancelled_where_a_policy_forbids_the_strategy()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash]));

        (await AutoCompleteAsync(id, "rebase"))["autoCompleteSetBy"].Should().NotBeNull();

        var pull = await ReadAsync(id);
        pull["status"].Should().Be("active");
        pull["autoCompleteSetBy"].Should().BeNull();
    }

    [Fact]
    public async Task A_conflict_is_waited_for()
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
    public async Task A_list_shows_it_only_where_its_identity_takes_part()
    {
        var own = await OpenedAsync();
        Push("promote/other");
        var foreign = Repository.Open("promote/other").Id;
        Repository.Require(new AzureDevOpsPolicy.Build("status"));
        await AutoCompleteAsync(own);
        await AutoCompleteAsync(foreign);

        (await GetAsync("/pullrequests")).Each("autoCompleteSetBy.displayName").Should().Equal(null, "Grace");
        (await ReadAsync(foreign))["autoCompleteSetBy.displayName"].Should().Be("Grace");
    }
}
