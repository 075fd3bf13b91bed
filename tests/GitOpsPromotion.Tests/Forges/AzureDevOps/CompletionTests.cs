using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class CompletionTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task Happens_later()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Forge.Lag.CompletionReads = 2;

        List<string> seen = [Shown(await CompleteAsync(id, head))];

        for (var read = 0; read < 3; read++)
        {
            seen.Add(Shown(await PullAsync(id)));
        }

        seen.Should().Equal("active queued", "active queued", "active queued", "completed succeeded");
        Remote.Read("main", "webui.yaml").Should().Be("1.0");
    }

    [Theory]
    [InlineData("noFastForward", 2)]
    [InlineData("squash", 1)]
    [InlineData("rebase", 1)]
    [InlineData("rebaseMerge", 2)]
    public async Task Merges_in_the_way_that_is_asked_for(string strategy, int parents)
    {
        var head = Push();
        Remote.Commit("main", ("other.yaml", "1"));
        var id = (await OpenAsync()).Id;

        await CompleteAsync(id, head, strategy);

        var pull = await PullAsync(id);
        pull["status"].GetString().Should().Be("completed");
        pull.Commit("lastMergeCommit").Should().Be(Remote.Resolve("main"));
        pull.Commit("lastMergeSourceCommit").Should().Be(head);
        pull["completionOptions"].GetProperty("mergeStrategy").GetString().Should().Be(strategy);
        Remote.Git("show", "--no-patch", "--format=%P", "main").Split(' ').Should().HaveCount(parents);
        Remote.Read("main", "webui.yaml").Should().Be("1.0");
        Remote.Has($"refs/heads/{Branch}").Should().BeFalse();
    }

    [Fact]
    public async Task Guards_the_source()
    {
        var old = Push();
        var id = (await OpenAsync()).Id;
        Push(version: "2.0");

        var answer = await CompleteAsync(id, old);

        answer.Status.Should().Be(409);
        answer.Type.Should().Be("GitPullRequestStaleException");
        answer.Message.Should().StartWith("TF401192");
    }

    [Fact]
    public async Task Needs_the_source_commit()
    {
        Push();
        var id = (await OpenAsync()).Id;

        var answer = await UpdateAsync(id, new { status = "completed" });

        answer.Status.Should().Be(400);
        Repository.PullRequest(id).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task Ignores_title_and_description()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;

        await UpdateAsync(
            id,
            new
            {
                status = "completed",
                lastMergeSourceCommit = new { commitId = head },
                title = "Newer",
                description = "Other",
            }
        );

        var pull = await PullAsync(id);
        pull["title"].GetString().Should().Be("Promote");
        pull["description"].GetString().Should().Be("The state.");
    }

    [Fact]
    public async Task Is_refused_by_policies()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.Build("status"));

        var answer = await CompleteAsync(id, head);

        answer.Status.Should().Be(403);
        answer.Type.Should().Be("GitPullRequestUpdateRejectedByPolicyException");
        Repository.PullRequest(id).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task Fails_later_where_the_way_to_merge_is_forbidden()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash]));

        var answer = await CompleteAsync(id, head);

        answer.Status.Should().Be(200);
        var pull = await PullAsync(id);
        Shown(pull).Should().Be("active rejectedByPolicy");
        pull["mergeFailureMessage"].GetString().Should().Contain("noFastForward");
        await CompleteAsync(id, head, "squash");
        Shown(await PullAsync(id)).Should().Be("completed succeeded");
    }

    [Fact]
    public async Task Does_not_happen_with_conflicts()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Remote.Commit("main", ("webui.yaml", "0.9.1"));

        var answer = await CompleteAsync(id, head);

        Shown(answer).Should().Be("active conflicts");
        Shown(await PullAsync(id)).Should().Be("active conflicts");
    }

    [Fact]
    public async Task Needs_the_right_to_contribute()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;
        Use(Forge.AddToken(AzureDevOpsRight.GenericRead, AzureDevOpsRight.PullRequestContribute));

        var answer = await CompleteAsync(id, head);

        answer.Status.Should().Be(403);
        answer.Message.Should().Contain("'GenericContribute'");
    }

    [Fact]
    public void Is_what_people_do_too()
    {
        Push();
        var pull = Repository.Open(Branch);

        var commit = Repository.CompleteAsPerson(pull.Id, MergeStyle.Squash, deletesSource: true);

        commit.Should().Be(Remote.Resolve("main"));
        Remote.Has($"refs/heads/{Branch}").Should().BeFalse();
        pull.ClosedBy.Should().Be(AzureDevOpsIdentity.Ada);
    }

    [Fact]
    public void Is_refused_to_people_by_policies()
    {
        Push();
        var pull = Repository.Open(Branch);
        Repository.Require(new AzureDevOpsPolicy.Reviewers(2));

        var complete = () => Repository.CompleteAsPerson(pull.Id);

        complete.Should().Throw<InvalidOperationException>().WithMessage("*rejectedByPolicy*");
    }

    private static string Shown(AzureDevOpsAnswer pull) => $"{pull["status"]} {pull["mergeStatus"]}";
}
