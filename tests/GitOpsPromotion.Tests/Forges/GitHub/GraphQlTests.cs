using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class GraphQlTests : GitHubForgeTests
{
    [Fact]
    public async Task Answers_what_was_asked_under_the_names_that_were_asked()
    {
        Repository.Settings.AllowAutoMerge = true;
        Push("topic", "1.0");

        var answer = await QueryAsync(
            """
            query Look($owner: String!, $name: String!, $source: String!) {
              repository(owner: $owner, name: $name) {
                ...Settings
                source: ref(qualifiedName: $source) { target { oid } }
                missing: ref(qualifiedName: "refs/heads/none") { name }
              }
            }
            fragment Settings on Repository { autoMergeAllowed viewerDefaultMergeMethod __typename }
            """,
            new
            {
                owner = "acme",
                name = "gitops",
                source = "refs/heads/topic",
            }
        );

        answer
            .GetProperty("data")
            .GetRawText()
            .Should()
            .Be(
                $$$"""
                {"repository":{"autoMergeAllowed":true,"viewerDefaultMergeMethod":"MERGE","__typename":"Repository","source":{"target":{"oid":"{{{Remote.Resolve(
                    "topic"
                )}}}"}},"missing":null}}
                """
            );
    }

    [Theory]
    [InlineData(
        "{ repository(owner: \"acme\", name: \"gitops\") { colour } }",
        "Field 'colour' doesn't exist on type 'Repository'"
    )]
    [InlineData("{ repository(owner: \"acme\") { name } }", "Field 'repository' is missing required arguments: name")]
    [InlineData(
        "{ repository(owner: \"acme\", name: \"gitops\", page: 1) { name } }",
        "Field 'repository' doesn't accept argument 'page'"
    )]
    [InlineData(
        "{ repository(owner: \"acme\", name: \"gitops\") }",
        "Field must have selections (field 'repository' returns Repository but has no selections. Did you mean 'repository { ... }'?)"
    )]
    [InlineData(
        "{ viewer { login { x } } }",
        "Selections can't be made on scalars (field 'login' returns String but has selections)"
    )]
    [InlineData("query Q($a: Int!) { viewer { login } }", "Variable $a is declared by Q but not used")]
    [InlineData("{ node(id: $id) { __typename } }", "Variable $id is used by anonymous query but not declared")]
    [InlineData(
        "query Q($id: String) { node(id: $id) { __typename } }",
        "Type mismatch on variable $id and argument id (String / ID!)"
    )]
    [InlineData("{ viewer { login }", "Expected a name, actual: end of document at [1, 19]")]
    [InlineData("{ viewer { ... on Repository { name } } }", "Fragment on Repository can't be spread inside User")]
    public async Task Refuses_what_the_schema_does_not_have(string query, string message) =>
        Messages(await QueryAsync(query)).Should().Equal(message);

    [Fact]
    public async Task Refuses_a_variable_of_another_type()
    {
        var answer = await QueryAsync("query Q($id: ID!) { node(id: $id) { __typename } }", new { id = (string?)null });

        Messages(answer)
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("Variable $id of type ID! has an invalid value");
    }

    [Fact]
    public async Task Does_nothing_of_a_mutation_that_has_a_mistake()
    {
        Push("topic", "1.0");
        var pull = Repository.Open("topic");

        var answer = await QueryAsync(
            """
            mutation M($id: ID!) {
              mergePullRequest(input: { pullRequestId: $id }) { pullRequest { colour } }
            }
            """,
            new { id = pull.NodeId }
        );

        Messages(answer).Should().Equal("Field 'colour' doesn't exist on type 'PullRequest'");
        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task Does_not_know_a_repository_that_the_token_does_not_see()
    {
        Use(Forge.AddToken(Forge.AddToken() with { Repositories = ["acme/other"] }));

        var answer = await QueryAsync("{ repository(owner: \"acme\", name: \"gitops\") { name } }");

        answer.GetProperty("data").GetProperty("repository").ValueKind.Should().Be(JsonValueKind.Null);
        Messages(answer).Should().Equal("Could not resolve to a Repository with the name 'acme/gitops'.");
        answer.GetProperty("errors")[0].GetProperty("type").GetString().Should().Be("NOT_FOUND");
    }

    [Fact]
    public async Task Follows_a_new_name()
    {
        Repository.Rename("acme/deployments");

        var answer = await QueryAsync("{ repository(owner: \"acme\", name: \"gitops\") { nameWithOwner } }");

        At(answer, "data", "repository", "nameWithOwner").GetString().Should().Be("acme/deployments");
    }

    [Fact]
    public async Task Lists_pull_requests_of_a_branch_with_those_of_forks()
    {
        var commit = Push("topic", "1.0");
        Repository.OpenFromFork("topic", commit);
        var ours = Repository.Open("topic");

        var answer = await QueryAsync(
            """
            {
              repository(owner: "acme", name: "gitops") {
                pullRequests(headRefName: "topic", baseRefName: "main", states: [OPEN], first: 10) {
                  totalCount
                  nodes { number isCrossRepository }
                }
              }
            }
            """
        );

        At(answer, "data", "repository", "pullRequests")
            .GetRawText()
            .Should()
            .Be(
                $$"""
                {"totalCount":2,"nodes":[{"number":{{ours.Number
                    - 1}},"isCrossRepository":true},{"number":{{ours.Number}},"isCrossRepository":false}]}
                """
            );
    }

    [Fact]
    public async Task Demands_the_size_of_a_page()
    {
        var answer = await QueryAsync(
            "{ repository(owner: \"acme\", name: \"gitops\") { pullRequests { totalCount } } }"
        );

        Messages(answer).Single().Should().StartWith("You must provide a `first` or `last` value");
    }

    [Fact]
    public async Task Turns_pages()
    {
        Repository.Seed(closed: 3);
        const string Query = """
            query Page($after: String) {
              repository(owner: "acme", name: "gitops") {
                pullRequests(first: 2, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } }
              }
            }
            """;

        var first = At(await QueryAsync(Query), "data", "repository", "pullRequests");
        var after = At(first, "pageInfo", "endCursor").GetString();
        var second = At(await QueryAsync(Query, new { after }), "data", "repository", "pullRequests");

        At(first, "pageInfo", "hasNextPage").GetBoolean().Should().BeTrue();
        second.GetProperty("nodes").GetArrayLength().Should().Be(1);
        At(second, "pageInfo", "hasNextPage").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Shows_the_newest_status_of_each_context_and_no_check_run()
    {
        var commit = Remote.Resolve("main");
        Repository.SetStatus(commit, "kustomization/webshop-dev", "failure", "Build failed");
        Repository.SetStatus(commit, "kustomization/webshop-dev", "success", "Reconciled");
        Repository.AddCheckRun(commit, "build", "failure");

        var answer = await QueryAsync(
            $$"""
            {
              repository(owner: "acme", name: "gitops") {
                c0: object(oid: "{{commit}}") { ... on Commit { status { contexts { context state description } } } }
                c1: object(oid: "{{new string('0', 40)}}") { ... on Commit { oid } }
              }
            }
            """
        );

        At(answer, "data", "repository")
            .GetRawText()
            .Should()
            .Be(
                """{"c0":{"status":{"contexts":[{"context":"kustomization/webshop-dev","state":"SUCCESS","description":"Reconciled"}]}},"c1":null}"""
            );
    }

    [Fact]
    public async Task Shows_the_rules_of_both_sources()
    {
        Repository.RequireCheck("ci");
        Repository.RequireCheck("gitops-promotion/status", GitHubRuleSource.Ruleset);

        var answer = await QueryAsync(
            """
            {
              repository(owner: "acme", name: "gitops") {
                defaultBranchRef {
                  refUpdateRule { requiredStatusCheckContexts requiredApprovingReviewCount }
                  rules(first: 10) {
                    nodes {
                      type
                      parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } }
                    }
                  }
                }
              }
            }
            """
        );

        At(answer, "data", "repository", "defaultBranchRef")
            .GetRawText()
            .Should()
            .Be(
                """{"refUpdateRule":{"requiredStatusCheckContexts":["ci"],"requiredApprovingReviewCount":null},"rules":{"nodes":[{"type":"NON_FAST_FORWARD","parameters":null},{"type":"REQUIRED_STATUS_CHECKS","parameters":{"requiredStatusChecks":[{"context":"gitops-promotion/status"}]}}]}}"""
            );
    }

    [Fact]
    public async Task Shows_the_head_and_its_state_late()
    {
        var old = Push("topic", "1.0");
        Repository.Open("topic");
        Forge.Lag.HeadReads = 1;
        Forge.Lag.MergeableReads = 1;
        var head = Push("topic", "2.0");
        const string Query = """
            {
              repository(owner: "acme", name: "gitops") {
                pullRequests(first: 1) { nodes { headRefOid mergeable mergeStateStatus } }
              }
            }
            """;

        var first = At(await QueryAsync(Query), "data", "repository", "pullRequests", "nodes")[0];
        var second = At(await QueryAsync(Query), "data", "repository", "pullRequests", "nodes")[0];

        first
            .GetRawText()
            .Should()
            .Be($$"""{"headRefOid":"{{old}}","mergeable":"UNKNOWN","mergeStateStatus":"UNKNOWN"}""");
        second
            .GetRawText()
            .Should()
            .Be($$"""{"headRefOid":"{{head}}","mergeable":"MERGEABLE","mergeStateStatus":"CLEAN"}""");
    }

    [Fact]
    public async Task Says_which_fields_a_token_may_not_read()
    {
        Push("topic", "1.0");
        Repository.Open("topic");
        Use(Forge.AddToken(GitHubTokenKind.App, "contents=read"));

        var answer = await QueryAsync(
            "{ repository(owner: \"acme\", name: \"gitops\") { name pullRequest(number: 4) { title } } }"
        );

        At(answer, "data", "repository").GetRawText().Should().Be("""{"name":"gitops","pullRequest":null}""");
        answer
            .GetProperty("errors")[0]
            .GetRawText()
            .Should()
            .Contain("FORBIDDEN")
            .And.Contain("[\"repository\",\"pullRequest\"]");
        Messages(answer).Should().Equal("Resource not accessible by integration");
    }

    [Fact]
    public async Task Is_limited_with_a_status_of_200()
    {
        Forge.Limits.Exhaust(TimeSpan.FromMinutes(5));

        var answer = await SendAsync(HttpMethod.Post, Forge.GraphQl, new { query = "{ viewer { login } }" });

        answer.Status.Should().Be(200);
        answer["errors"][0].GetProperty("type").GetString().Should().Be("RATE_LIMITED");
        answer.Header("x-ratelimit-remaining").Should().Be("0");
        answer.Header("x-ratelimit-resource").Should().Be("graphql");
    }

    private static IEnumerable<string?> Messages(JsonElement answer) =>
        answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString());
}
