using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public sealed class GitHubMergedPullRequestsTests : ScriptedGitHubTest
{
    private const string Commit = "1234567890123456789012345678901234567890";
    private const string Other = "abcdefabcdefabcdefabcdefabcdefabcdefabcd";

    [Fact]
    public async Task Are_waited_for()
    {
        Api.Answers(OK, "[]").Answers(OK, "[]").Answers(OK, $"[{Merged()}]");

        var found = await FindAsync();

        found!.Number.Should().Be(7);
        found.MergeCommit!.Value.Should().Be(Commit);
        Waited.Should().Be(TimeSpan.FromSeconds(3));
        Api.Requests[0].Url.PathAndQuery.Should().Be($"/api/v3/repos/acme/gitops/commits/{Commit}/pulls?per_page=100");
    }

    [Fact]
    public async Task Are_waited_for_nine_seconds_at_most()
    {
        for (var i = 0; i < 5; i++)
        {
            Api.Answers(OK, $"[{Document()}, {Merged(target: "release")}]");
        }

        (await FindAsync()).Should().BeNull();

        Waited.Should().Be(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task May_be_of_a_branch_that_was_renamed_since()
    {
        for (var i = 0; i < 5; i++)
        {
            Api.Answers(OK, $"[{Document()}, {Merged(target: "master")}]");
        }

        (await FindAsync(orElsewhere: true))!.TargetBranch.Value.Should().Be("master");
    }

    [Fact]
    public async Task Are_those_of_the_target_branch_before_others()
    {
        Api.Answers(OK, $"[{Merged(number: 8, target: "master")}, {Merged()}]");

        (await FindAsync(orElsewhere: true))!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Are_those_whose_merge_made_the_commit()
    {
        Api.Answers(OK, $"[{Merged(number: 5, commit: Other)}, {Merged()}]");

        (await FindAsync())!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Need_not_name_the_commit_of_the_merge()
    {
        var shape = Merged().Replace($"\"merge_commit_sha\": \"{Commit}\",", "", StringComparison.Ordinal);
        shape.Should().NotContain("merge_commit_sha");
        Api.Answers(OK, $"[{shape}]");

        (await FindAsync())!.MergeCommit!.Value.Should().Be(Commit);
    }

    [Theory]
    [InlineData("""{ "id": 2 }""")]
    [InlineData("null")]
    public async Task Tell_of_a_fork(string repository)
    {
        var merged = Document(state: "closed", mergeCommit: Commit, headRepository: "2");
        Api.Answers(OK, $"[{merged.Replace("{ \"id\": 2 }", repository, StringComparison.Ordinal)}]");

        (await FindAsync())!.IsFromFork.Should().BeTrue();
    }

    [Fact]
    public async Task Are_an_error_for_a_commit_that_GitHub_does_not_know()
    {
        Api.Answers(UnprocessableContent, Message($"No commit found for SHA: {Commit}"));

        var failure = await FailureOf(() => FindAsync());

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                $"The pull request that commit 123456789012 came from was not looked up: {Host} responded: No commit found for SHA: {Commit}."
            );
    }

    private string Merged(int number = 7, string commit = Commit, string target = "main") =>
        Document(state: "closed", mergeCommit: commit, number: number, target: target);

    private Task<PullRequest?> FindAsync(bool orElsewhere = false) =>
        Provider.FindMergedPullRequestAsync(CommitSha.Parse(Commit), Main, orElsewhere, CancellationToken.None);
}
