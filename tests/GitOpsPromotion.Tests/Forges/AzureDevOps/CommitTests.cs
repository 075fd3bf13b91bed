using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>The pull requests and the statuses of a commit.</summary>
public sealed class CommitTests : AzureDevOpsForgeTests
{
    [Theory]
    [InlineData(MergeStyle.Merge)]
    [InlineData(MergeStyle.Squash)]
    [InlineData(MergeStyle.Rebase)]
    [InlineData(MergeStyle.RebaseMerge)]
    public async Task A_completed_pull_request_is_found_by_its_merge_and_its_commits(MergeStyle style)
    {
        var head = Push();
        Remote.Commit("main", ("other.yaml", "1"));
        var pull = Repository.Open(Branch);
        pull.Description = "The state.";
        Forge.Lag.QueryReads = 1;
        var merge = Repository.CompleteAsPerson(pull.Id, style);

        (await FindAsync("lastMergeCommit", merge)).Should().Be("{}");
        (await FindAsync("lastMergeCommit", merge))
            .Should()
            .Contain($"\"pullRequestId\":{pull.Id}")
            .And.Contain("\"status\":\"completed\"")
            .And.NotContain("description");
        (await FindAsync("commit", head)).Should().Contain($"\"pullRequestId\":{pull.Id}");
        (await FindAsync("commit", merge)).Should().Be("{}");
    }

    [Fact]
    public async Task An_active_pull_request_is_found_by_its_test_merge_and_its_commits()
    {
        var id = await OpenedAsync();
        var pull = await ReadAsync(id);

        (await FindAsync("commit", Remote.Resolve(Branch))).Should().Contain($"\"pullRequestId\":{id}");
        (await FindAsync("lastMergeCommit", pull["lastMergeCommit.commitId"]!))
            .Should()
            .Contain($"\"pullRequestId\":{id}");
    }

    [Fact]
    public async Task The_latest_status_is_that_of_each_genre_and_name()
    {
        var commit = Remote.Resolve("main");
        Repository.SetStatus(commit, "kustomization/webshop-dev", "error");
        Repository.SetStatus(commit, "kustomization/webshop-dev", genre: "fluxcd:blue", description: "green");
        Repository.SetStatus(commit, "kustomization/webshop-dev");

        var latest = await GetAsync($"/commits/{commit}/statuses?latestOnly=true");

        latest.Each("context.genre").Should().Equal("fluxcd", "fluxcd:blue");
        latest.Each("state").Should().Equal("succeeded", "succeeded");
        latest.Each("description").Should().Equal(null, "green");
        latest.Each("updatedDate").Should().AllBe("0001-01-01T00:00:00");
        (await GetAsync($"/commits/{commit}/statuses?top=2&skip=1")).Each("state").Should().Equal("succeeded", "error");
    }

    [Fact]
    public async Task A_status_is_set()
    {
        var statuses = $"/commits/{Remote.Resolve("main")}/statuses";

        (await SendAsync("POST", statuses, "{'state':'succeeded','context':{'genre':'fluxcd','name':'dev'}}"))
            .Status.Should()
            .Be(201);
        (await GetAsync(statuses)).Each("createdBy.displayName").Should().Equal("Grace");
    }

    [Fact]
    public async Task An_unknown_commit_is_not_found() =>
        (await GetAsync($"/commits/{new string('a', 40)}/statuses"))
            .Error.Should()
            .Be("404 GitUnresolvableToCommitException");

    /// <returns>The pull requests of the commit, as JSON.</returns>
    private async Task<string> FindAsync(string type, string commit)
    {
        var answer = await SendAsync(
            "POST",
            "/pullrequestquery",
            $$"""{'queries':[{'type':'{{type}}','items':['{{commit}}']}]}"""
        );
        answer.Status.Should().Be(201);
        return answer.Text[(answer.Text.IndexOf("\"results\":[", StringComparison.Ordinal) + 11)..^2];
    }
}
