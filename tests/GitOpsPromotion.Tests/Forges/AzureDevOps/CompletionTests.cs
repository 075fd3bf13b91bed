using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class CompletionTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task A_completion_is_queued()
    {
        var id = await OpenedAsync();
        Forge.Lag.CompletionReads = 2;

        List<string> seen = [(await CompleteAsync(id)).State];

        for (var read = 0; read < 3; read++)
        {
            seen.Add((await ReadAsync(id)).State);
        }

        seen.Should().Equal("active queued", "active queued", "active queued", "completed succeeded");
    }

    [Theory]
    [InlineData("noFastForward", 2)]
    [InlineData("squash", 1)]
    [InlineData("rebase", 1)]
    [InlineData("rebaseMerge", 2)]
    public async Task A_pull_request_is_completed_with_each_strategy(string strategy, int parents)
    {
        var id = await OpenedAsync();
        var head = Remote.Resolve(Branch);
        Remote.Commit("main", ("other.yaml", "1"));

        await CompleteAsync(id, strategy);

        var pull = await ReadAsync(id);
        pull["status"].Should().Be("completed");
        pull["lastMergeCommit.commitId"].Should().Be(Remote.Resolve("main"));
        pull["lastMergeSourceCommit.commitId"].Should().Be(head);
        pull["completionOptions.mergeStrategy"].Should().Be(strategy);
        Remote.Git("show", "--no-patch", "--format=%P", "main").Split(' ').Should().HaveCount(parents);
        Remote.Read("main", "webui.yaml").Should().Be("1.0");
        Remote.Has(RefOf(Branch)).Should().BeFalse();
    }

    [Fact]
    public async Task Another_source_commit_is_stale()
    {
        var id = await OpenedAsync();
        var old = Remote.Resolve(Branch);
        Push(version: "2.0");

        (await CompleteAsync(id, source: old)).Error.Should().Be("409 GitPullRequestStaleException");
        (await UpdateAsync(id, "{'status':'completed'}")).Error.Should().Be("400 InvalidArgumentValueException");
    }

    [Fact]
    public async Task A_push_removes_the_pull_request_from_the_queue()
    {
        var id = await OpenedAsync();
        Forge.Lag.CompletionReads = 1;
        await CompleteAsync(id);

        Push(version: "2.0");

        await ReadAsync(id);
        (await ReadAsync(id))["status"].Should().Be("active");
    }

    [Fact]
    public async Task A_strategy_that_a_policy_forbids_fails_in_the_queue()
    {
        var id = await OpenedAsync();
        Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash]));

        (await CompleteAsync(id)).Status.Should().Be(200);

        var pull = await ReadAsync(id);
        pull.State.Should().Be("active rejectedByPolicy");
        pull["mergeFailureMessage"].Should().Contain("noFastForward");
        await CompleteAsync(id, "squash");
        (await ReadAsync(id)).State.Should().Be("completed succeeded");
    }

    [Fact]
    public async Task A_conflict_is_not_completed()
    {
        var id = await OpenedAsync();
        Remote.Commit("main", ("webui.yaml", "0.9.1"));

        (await CompleteAsync(id)).State.Should().Be("active conflicts");
        (await ReadAsync(id)).State.Should().Be("active conflicts");
    }

    [Fact]
    public void A_person_completes_where_the_policies_allow_it()
    {
        Push();
        var pull = Repository.Open(Branch);
        Repository.Require(new AzureDevOpsPolicy.Build("ci"));

        var complete = () => Repository.CompleteAsPerson(pull.Id, MergeStyle.Squash, deletesSource: true);

        complete.Should().Throw<InvalidOperationException>().WithMessage("*rejectedByPolicy*");
        Repository.FinishBuild(pull.Id, "ci");
        complete().Should().Be(Remote.Resolve("main"));
        Remote.Has(RefOf(Branch)).Should().BeFalse();
        pull.ClosedBy.Should().Be(AzureDevOpsIdentity.Ada);
    }
}
