using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class GraphQlTests : GitHubForgeTests
{
    [Fact]
    public async Task A_field_that_the_schema_lacks_is_an_undefined_field()
    {
        var answer = await QueryAsync("""{ repository(owner: "acme", name: "gitops") { colour } }""");

        answer.TryGetProperty("data", out _).Should().BeFalse();
        At(answer.GetProperty("errors")[0], "extensions", "code").GetString().Should().Be("undefinedField");
    }

    [Theory]
    [InlineData("""{ repository(owner: "acme") { id } }""")]
    [InlineData("""{ repository(owner: "acme", name: "gitops", page: 1) { id } }""")]
    [InlineData("""query Q($id: String) { node(id: $id) { id } }""")]
    [InlineData("""query Q($id: ID!) { node(id: $id) { id } }""")]
    [InlineData("""{ repository(owner: "acme", name: "gitops") { id }""")]
    public async Task An_invalid_document_has_errors_and_no_data(string query)
    {
        var answer = await QueryAsync(query);

        answer.TryGetProperty("data", out _).Should().BeFalse();
        answer.GetProperty("errors").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task An_invalid_mutation_changes_nothing()
    {
        var pull = OpenTopic();
        Repository.Settings.AllowAutoMerge = true;
        Repository.RequireCheck("ci");

        await QueryAsync(
            "mutation M($id: ID!) { enablePullRequestAutoMerge(input: { pullRequestId: $id }) { pullRequest { colour } } }",
            new { id = pull.NodeId }
        );

        Repository.PullRequest(pull.Number).AutoMerge.Should().BeNull();
    }

    [Fact]
    public async Task An_unknown_repository_is_not_found()
    {
        var answer = await QueryAsync("""{ repository(owner: "acme", name: "other") { id } }""");

        At(answer, "data", "repository").ValueKind.Should().Be(JsonValueKind.Null);
        answer
            .GetProperty("errors")
            .GetRawText()
            .Should()
            .StartWith("""[{"type":"NOT_FOUND","path":["repository"],"message":"Could not resolve to a Repository""");
    }

    [Fact]
    public async Task A_field_that_the_token_may_not_read_is_forbidden()
    {
        Use(Forge.AddToken("contents=read"));

        await RepositoryAsync("id pulls: pullRequests(first: 1) { totalCount }");

        Errors
            .Should()
            .Be(
                """[{"type":"FORBIDDEN","path":["repository","pulls"],"message":"Resource not accessible by personal access token"}]"""
            );
    }

    [Fact]
    public async Task A_renamed_repository_is_found_by_its_old_name()
    {
        Repository.Rename("acme/deployments");

        (await RepositoryAsync("nameWithOwner")).Should().Be("""{"nameWithOwner":"acme/deployments"}""");
    }

    [Fact]
    public async Task Pull_requests_of_forks_are_listed_by_the_name_of_the_branch_too()
    {
        var fork = Repository.OpenFromFork("topic", Push("topic", "1.0"));
        var ours = Repository.Open("topic");

        var pulls = await RepositoryAsync(
            """pullRequests(headRefName: "topic", states: [OPEN], first: 9) { nodes { number isCrossRepository } }"""
        );

        pulls
            .Should()
            .Be(
                $$$"""{"pullRequests":{"nodes":[{"number":{{{fork.Number}}},"isCrossRepository":true},{"number":{{{ours.Number}}},"isCrossRepository":false}]}}"""
            );
    }

    [Fact]
    public async Task A_list_has_pages()
    {
        Repository.Seed(closed: 3);

        var first = await RepositoryAsync("pullRequests(first: 2) { pageInfo { hasNextPage endCursor } }");
        var second = await RepositoryAsync(
            """pullRequests(first: 2, after: "2") { totalCount nodes { number } pageInfo { hasNextPage } }"""
        );
        await RepositoryAsync("pullRequests { totalCount }");

        first.Should().Be("""{"pullRequests":{"pageInfo":{"hasNextPage":true,"endCursor":"2"}}}""");
        second
            .Should()
            .Be("""{"pullRequests":{"totalCount":3,"nodes":[{"number":6}],"pageInfo":{"hasNextPage":false}}}""");
        Errors.Should().Contain("MISSING_PAGINATION_BOUNDARIES");
    }

    [Fact]
    public async Task A_commit_has_the_newest_status_of_each_context()
    {
        var commit = Remote.Resolve("main");
        Repository.SetStatus(commit, "ci", "failure", "Build failed");
        Repository.SetStatus(commit, "ci", "success", "Built");
        Repository.AddCheckRun(commit, "build", "failure");

        var commits = await RepositoryAsync(
            $$"""
            c0: object(oid: "{{commit}}") { ... on Commit { status { contexts { context state description } } } }
            c1: object(oid: "{{new string('0', 40)}}") { oid }
            """
        );

        commits
            .Should()
            .Be(
                """{"c0":{"status":{"contexts":[{"context":"ci","state":"SUCCESS","description":"Built"}]}},"c1":null}"""
            );
    }

    [Fact]
    public async Task A_read_after_a_push_has_the_old_head_and_an_unknown_state()
    {
        var old = OpenTopic().HeadSha;
        Forge.Lag.HeadReads = 1;
        Forge.Lag.MergeableReads = 1;
        var head = Push("topic", "2.0");
        const string Selection = "pullRequests(first: 1) { nodes { headRefOid mergeStateStatus } }";

        var first = await RepositoryAsync(Selection);
        var second = await RepositoryAsync(Selection);

        first.Should().Contain(old).And.Contain("UNKNOWN");
        second.Should().Contain(head).And.Contain("CLEAN");
    }

    /// <summary>The errors of the last query.</summary>
    private string? Errors { get; set; }

    private GitHubPullRequest OpenTopic()
    {
        Push("topic", "1.0");
        return Repository.Open("topic");
    }

    private static JsonElement At(JsonElement answer, params string[] path) =>
        path.Aggregate(answer, (element, name) => element.GetProperty(name));

    /// <summary>Queries fields of the repository. Returns the JSON of it.</summary>
    private async Task<string> RepositoryAsync(string selection)
    {
        var answer = await QueryAsync($$"""{ repository(owner: "acme", name: "gitops") { {{selection}} } }""");
        Errors = answer.TryGetProperty("errors", out JsonElement errors) ? errors.GetRawText() : null;
        return At(answer, "data", "repository").GetRawText();
    }
}
