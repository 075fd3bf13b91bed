using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class PullRequestTests : GitHubForgeTests
{
    private const string Branch = "promote/webshop-webui";

    [Fact]
    public async Task Opens_one_and_shows_it()
    {
        var head = Push(Branch, "1.0");

        var number = await OpenAsync(Branch, "Promote webui");

        var pull = await PullAsync(number);
        pull.Status.Should().Be(200);
        pull["title"].GetString().Should().Be("Promote webui");
        pull["body"].GetString().Should().Be("The state.");
        pull["head"].GetProperty("sha").GetString().Should().Be(head);
        pull["head"].GetProperty("label").GetString().Should().Be($"acme:{Branch}");
        pull["mergeable_state"].GetString().Should().Be("clean");
        Remote.Resolve($"refs/pull/{number}/head").Should().Be(head);
    }

    [Fact]
    public async Task Refuses_a_second_one_for_the_branch()
    {
        Push(Branch, "1.0");
        await OpenAsync(Branch);

        var second = await SendAsync(HttpMethod.Post, "/pulls", Draft());

        second.Status.Should().Be(422);
        Error(second).Should().Be($"A pull request already exists for acme:{Branch}.");
    }

    [Fact]
    public async Task Refuses_one_without_commits()
    {
        Remote.Git("branch", Branch, "main");

        var answer = await SendAsync(HttpMethod.Post, "/pulls", Draft());

        Error(answer).Should().Be($"No commits between main and {Branch}");
    }

    [Fact]
    public async Task Refuses_a_branch_that_is_not_there()
    {
        var answer = await SendAsync(HttpMethod.Post, "/pulls", Draft());

        answer.Status.Should().Be(422);
        answer["errors"][0].GetProperty("field").GetString().Should().Be("head");
        answer["errors"][0].GetProperty("code").GetString().Should().Be("invalid");
    }

    [Fact]
    public async Task Refuses_a_body_that_is_too_long()
    {
        Push(Branch, "1.0");

        var answer = await SendAsync(HttpMethod.Post, "/pulls", Draft(new string('x', 65537)));

        Error(answer).Should().Be("body is too long (maximum is 65536 characters)");
    }

    [Fact]
    public async Task Changes_title_and_body()
    {
        Push(Branch, "1.0");
        var number = await OpenAsync(Branch);

        await SendAsync(HttpMethod.Patch, $"/pulls/{number}", new { title = "Newer", body = "Other" });

        var pull = await PullAsync(number);
        pull["title"].GetString().Should().Be("Newer");
        pull["body"].GetString().Should().Be("Other");
    }

    [Fact]
    public async Task Finds_by_owner_and_branch_and_not_those_of_forks()
    {
        var commit = Push(Branch, "1.0");
        Repository.OpenFromFork(Branch, commit);
        var number = await OpenAsync(Branch);
        Push("promote/other", "2.0");
        await OpenAsync("promote/other");

        var found = await GetAsync($"/pulls?head=acme:{Uri.EscapeDataString(Branch)}&state=open");

        Numbers(found).Should().Equal(number);
    }

    [Fact]
    public async Task Filters_nothing_by_a_head_without_an_owner()
    {
        var commit = Push(Branch, "1.0");
        Repository.OpenFromFork("other", commit);
        await OpenAsync(Branch);

        var found = await GetAsync($"/pulls?head={Uri.EscapeDataString(Branch)}");

        found.Body.GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Lists_in_pages()
    {
        Repository.Seed(open: 60, closed: 300);

        var first = await GetAsync("/pulls");
        var last = await GetAsync("/pulls?state=all&per_page=500&page=4");

        first.Body.GetArrayLength().Should().Be(30);
        first.Header("Link").Should().Contain($"<{Forge.Api}repos/acme/gitops/pulls?page=2>; rel=\"next\"");
        last.Body.GetArrayLength().Should().Be(60);
        last.Header("Link").Should().Contain("page=3>; rel=\"prev\"").And.NotContain("rel=\"next\"");
    }

    [Fact]
    public async Task Follows_a_push()
    {
        Push(Branch, "1.0");
        var number = await OpenAsync(Branch);

        var head = Push(Branch, "2.0");

        (await PullAsync(number))["head"].GetProperty("sha").GetString().Should().Be(head);
    }

    [Fact]
    public async Task Shows_the_old_head_for_a_while()
    {
        var old = Push(Branch, "1.0");
        var number = await OpenAsync(Branch);
        Forge.Lag.HeadReads = 2;
        var head = Push(Branch, "2.0");

        List<string?> seen = [];

        for (var read = 0; read < 3; read++)
        {
            seen.Add((await PullAsync(number))["head"].GetProperty("sha").GetString());
        }

        seen.Should().Equal(old, old, head);
    }

    [Fact]
    public async Task Does_not_know_at_once_whether_it_can_merge()
    {
        Push(Branch, "1.0");
        Forge.Lag.MergeableReads = 2;
        var number = await OpenAsync(Branch);

        var second = await PullAsync(number);
        var third = await PullAsync(number);

        second["mergeable"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        second["mergeable_state"].GetString().Should().Be("unknown");
        third["mergeable"].GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Closes_with_its_branch()
    {
        Push(Branch, "1.0");
        var number = await OpenAsync(Branch);

        var deleted = await SendAsync(HttpMethod.Delete, $"/git/refs/{Uri.EscapeDataString($"heads/{Branch}")}");

        deleted.Status.Should().Be(204);
        (await PullAsync(number))["state"].GetString().Should().Be("closed");
        Repository.PullRequest(number).IsMerged.Should().BeFalse();
    }

    [Fact]
    public async Task Counts_as_merged_when_its_commits_are_pushed_to_the_base()
    {
        var head = Push(Branch, "1.0");
        var number = await OpenAsync(Branch);

        Remote.Git("update-ref", "refs/heads/main", head);

        (await PullAsync(number))["merged"].GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Has_numbers_that_issues_take_part_in()
    {
        Push(Branch, "1.0");
        var issue = Repository.AddIssue();

        (await OpenAsync(Branch)).Should().Be(issue + 1);
    }

    [Fact]
    public async Task Has_no_merge_commit_in_the_newest_shape()
    {
        Push(Branch, "1.0");
        var number = await OpenAsync(Branch);
        Forge.HasNoMergeCommitSha = true;

        var pull = await PullAsync(number);

        pull.Body.TryGetProperty("merge_commit_sha", out _).Should().BeFalse();
    }

    private static object Draft(string body = "") =>
        new
        {
            title = "Promote",
            head = Branch,
            @base = "main",
            body,
        };

    private static string? Error(GitHubAnswer answer) => answer["errors"][0].GetProperty("message").GetString();

    private static IEnumerable<int> Numbers(GitHubAnswer answer) =>
        answer.Body.EnumerateArray().Select(pull => pull.GetProperty("number").GetInt32());
}
