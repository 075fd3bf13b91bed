using System.Net.Http.Headers;
using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class AccessTests : GitHubForgeTests
{
    [Fact]
    public async Task Demands_a_user_agent()
    {
        Headers.UserAgent.Clear();

        (await GetAsync("")).Status.Should().Be(403);
    }

    [Theory]
    [InlineData("2022-11-28", 200)]
    [InlineData("2026-03-10", 200)]
    [InlineData("2019-01-01", 400)]
    public async Task Knows_its_versions(string version, int status)
    {
        Headers.Add("X-GitHub-Api-Version", version);

        (await GetAsync("")).Status.Should().Be(status);
    }

    [Fact]
    public async Task Refuses_a_token_that_it_does_not_know()
    {
        Headers.Authorization = new AuthenticationHeaderValue("Bearer", "ghp_wrong");

        var answer = await GetAsync("");

        answer.Status.Should().Be(401);
        answer.Message.Should().Be("Bad credentials");
    }

    [Fact]
    public async Task Refuses_a_request_without_a_token()
    {
        Headers.Authorization = null;

        (await GetAsync("")).Message.Should().Be("Requires authentication");
    }

    [Fact]
    public async Task Knows_no_repository_that_the_token_does_not_see()
    {
        Use(Forge.AddToken(Forge.AddToken() with { Repositories = [] }));

        (await GetAsync("")).Status.Should().Be(404);
    }

    [Theory]
    [InlineData(GitHubTokenKind.App, "Resource not accessible by integration")]
    [InlineData(GitHubTokenKind.FineGrained, "Resource not accessible by personal access token")]
    public async Task Says_which_permission_is_missing(GitHubTokenKind kind, string message)
    {
        Use(Forge.AddToken(kind, "pull_requests=read"));

        var answer = await SendAsync(
            HttpMethod.Post,
            "/pulls",
            new
            {
                title = "Promote",
                head = "topic",
                @base = "main",
            }
        );

        answer.Status.Should().Be(403);
        answer.Message.Should().Be(message);
        answer.Header("X-Accepted-GitHub-Permissions").Should().Be("pull_requests=write");
    }

    [Fact]
    public async Task Hides_settings_from_who_may_not_write()
    {
        Use(Forge.AddToken("contents=read"));

        var answer = await GetAsync("");

        answer["default_branch"].GetString().Should().Be("main");
        answer.Body.TryGetProperty("allow_auto_merge", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Lets_a_workflow_open_nothing_where_the_setting_is_off()
    {
        Repository.Settings.AllowActionsToCreatePullRequests = false;
        Use(Forge.AddToken(GitHubTokenKind.App));
        Push("topic", "1.0");

        var answer = await SendAsync(
            HttpMethod.Post,
            "/pulls",
            new
            {
                title = "Promote",
                head = "topic",
                @base = "main",
            }
        );

        answer.Message.Should().Be("GitHub Actions is not permitted to create or approve pull requests.");
    }

    [Fact]
    public async Task Asks_for_single_sign_on()
    {
        Use(Forge.AddToken(Forge.Token with { LacksSingleSignOn = true }));

        var answer = await GetAsync("");

        answer.Status.Should().Be(403);
        answer.Header("X-GitHub-SSO").Should().StartWith("required; url=https://github.com/orgs/acme/sso");
    }

    [Fact]
    public async Task Changes_nothing_in_an_archived_repository()
    {
        var commit = Remote.Resolve("main");
        Repository.Settings.IsArchived = true;

        var answer = await SendAsync(HttpMethod.Post, $"/statuses/{commit}", new { state = "success" });

        answer.Status.Should().Be(403);
        answer.Message.Should().Be("Repository was archived so is read-only.");
    }

    [Fact]
    public async Task Leads_from_an_old_name_to_the_repository()
    {
        Repository.Rename("acme/deployments");

        var moved = await GetAsync("/pulls?state=all");
        var found = await SendAsync(HttpMethod.Get, new Uri(moved.Header("Location")!));
        var written = await SendAsync(
            HttpMethod.Post,
            $"/statuses/{Remote.Resolve("main")}",
            new { state = "success" }
        );

        moved.Status.Should().Be(301);
        moved.Header("Location").Should().Be($"{Forge.Api}repositories/{Repository.Id}/pulls?state=all");
        found.Status.Should().Be(200);
        written.Status.Should().Be(307);
    }

    [Fact]
    public async Task Counts_down_and_says_until_when()
    {
        Forge.Limits.Limit = 2;

        var first = await GetAsync("/pulls");
        await GetAsync("/pulls");
        var third = await GetAsync("/pulls");

        first.Header("x-ratelimit-remaining").Should().Be("1");
        third.Status.Should().Be(403);
        third.Message.Should().StartWith("API rate limit exceeded");
        third.Header("x-ratelimit-remaining").Should().Be("0");
        var reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(third.Header("x-ratelimit-reset")!, provider: null));
        reset.Should().BeAfter(DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Does_not_count_what_has_not_changed()
    {
        var first = await GetAsync("/pulls");
        Headers.IfNoneMatch.ParseAdd(first.Header("ETag"));

        var second = await GetAsync("/pulls");
        Push("topic", "1.0");
        Repository.Open("topic");
        var third = await GetAsync("/pulls");

        second.Status.Should().Be(304);
        third.Status.Should().Be(200);
        Forge.Limits.Counted.Should().Be(2);
    }

    [Fact]
    public async Task Has_the_faults_of_github_in_its_words()
    {
        Forge.Faults.Next(GitHubFault.SecondaryLimit(retryAfterSeconds: 7));
        Forge.Faults.Next(new ForgeFault.Drop(), "GET", "/pulls");

        var limited = await GetAsync("/pulls");
        var drop = () => GetAsync("/pulls");

        limited.Status.Should().Be(403);
        limited.Message.Should().Contain("secondary rate limit");
        limited.Header("Retry-After").Should().Be("7");
        await drop.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Fails_a_request_that_its_description_does_not_have()
    {
        Assert.SkipWhen(
            GitOpsPromotion.Forges.Contracts.ApiDescription.Find("github") is null,
            GitOpsPromotion.Forges.Contracts.ApiDescription.Missing
        );

        var answer = await GetAsync("/pulls?branch=main");

        answer.Status.Should().Be(500);
        Forge.TakeViolations().Should().Equal("GET /repos/{owner}/{repo}/pulls has no query parameter 'branch'.");
    }

    [Fact]
    public async Task Fails_a_request_that_it_does_not_have()
    {
        var answer = await SendAsync(HttpMethod.Get, "/commits/main/check-runs");

        answer.Status.Should().Be(500);
        Forge.TakeViolations().Should().Equal("This GitHub has no GET /repos/acme/gitops/commits/main/check-runs.");
    }

    [Fact]
    public async Task Does_not_let_a_test_pass_over_what_was_wrong()
    {
        using GitOpsPromotion.Forges.GitSandbox sandbox = new();
        var forge = await GitHubForge.StartAsync(sandbox.Path);
        forge.Create("acme/gitops").Remote.Commit("main", ("a", "1"));
        Use(forge.Token);
        await SendAsync(HttpMethod.Get, new Uri(forge.Api, "repos/acme/gitops/rulesets"));

        var dispose = async () => await forge.DisposeAsync();

        await dispose.Should().ThrowAsync<InvalidOperationException>();
    }
}
