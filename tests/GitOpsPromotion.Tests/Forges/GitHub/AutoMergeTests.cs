using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

/// <summary>Auto-merge, which Octokit does not have.</summary>
public sealed class AutoMergeTests : GitHubForgeTests
{
    private const string Check = "gitops-promotion/status";

    [Fact]
    public async Task A_pull_request_is_merged_when_its_required_check_has_succeeded()
    {
        var pull = Prepare();
        (await EnableAsync(pull, "SQUASH")).Should().BeNull();

        Repository.SetStatus(pull.HeadSha, "other");
        Repository.SetStatus(pull.HeadSha, Check, "failure");
        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
        Repository.SetStatus(pull.HeadSha, Check);

        Repository.PullRequest(pull.Number).IsMerged.Should().BeTrue();
        Remote.Git("show", "--no-patch", "--format=%P", "main").Should().NotContain(" ");
    }

    [Fact]
    public async Task A_check_run_meets_a_required_check()
    {
        var pull = Prepare();
        await EnableAsync(pull);

        Repository.AddCheckRun(pull.HeadSha, Check);

        Repository.PullRequest(pull.Number).IsMerged.Should().BeTrue();
    }

    [Fact]
    public async Task A_new_head_needs_a_check_of_its_own()
    {
        var pull = Prepare();
        await EnableAsync(pull);
        var old = pull.HeadSha;
        Push("topic", "2.0");

        Repository.SetStatus(old, Check);

        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task A_repository_without_auto_merge_refuses_it()
    {
        var pull = Prepare();
        Repository.Settings.AllowAutoMerge = false;

        (await EnableAsync(pull)).Should().Be("UNPROCESSABLE: Auto merge is not allowed for this repository");
    }

    [Fact]
    public async Task A_branch_without_rules_refuses_it() =>
        (await EnableAsync(Prepare(required: false)))
            .Should()
            .Be("UNPROCESSABLE: Pull request Protected branch rules not configured for this branch");

    [Theory]
    [InlineData(null, "clean")]
    [InlineData("pending", "unstable")]
    public async Task A_head_that_can_be_merged_refuses_it(string? other, string state)
    {
        var pull = Prepare();
        Repository.SetStatus(pull.HeadSha, Check);

        if (other is not null)
        {
            Repository.SetStatus(pull.HeadSha, "other", other);
        }

        (await EnableAsync(pull)).Should().Be($"UNPROCESSABLE: Pull request Pull request is in {state} status");
    }

    [Fact]
    public async Task A_method_that_is_off_another_head_and_a_closed_pull_request_refuse_it()
    {
        var pull = Prepare();
        Repository.Settings.AllowMergeCommit = false;

        (await EnableAsync(pull))
            .Should()
            .Be("UNPROCESSABLE: Merge method merge commits is not allowed on this repository");
        (await EnableAsync(pull, head: Remote.Resolve("main")))
            .Should()
            .Be("UNPROCESSABLE: Pull request is not in the correct state to enable auto-merge");
        Remote.Git("update-ref", "-d", "refs/heads/topic");
        (await EnableAsync(pull)).Should().Be("UNPROCESSABLE: Pull request Pull request is closed");
    }

    [Theory]
    [InlineData("contents=write", "pull_requests=read")]
    [InlineData("contents=read", "pull_requests=write")]
    public async Task A_token_needs_both_permissions(string contents, string pullRequests)
    {
        var pull = Prepare();
        Use(Forge.AddToken(contents, pullRequests));

        (await EnableAsync(pull)).Should().Be("FORBIDDEN: Resource not accessible by personal access token");
    }

    [Fact]
    public async Task An_unknown_id_is_not_found() =>
        (await ChangeAsync("disablePullRequestAutoMerge", "{ pullRequestId: \"PR_none\" }"))
            .Should()
            .Be("NOT_FOUND: Could not resolve to a node with the global id of 'PR_none'.");

    [Fact]
    public async Task It_keeps_its_method_until_it_is_disabled()
    {
        var pull = Prepare();
        await EnableAsync(pull, "SQUASH");
        await EnableAsync(pull, "REBASE");
        Repository.PullRequest(pull.Number).AutoMerge.Should().Be(MergeStyle.Squash);

        (await DisableAsync(pull)).Should().BeNull();

        Repository.SetStatus(pull.HeadSha, Check);
        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
        (await DisableAsync(pull)).Should().Be("UNPROCESSABLE: Can't disable auto-merge for this pull request.");
    }

    [Fact]
    public async Task It_uses_the_merge_queue_where_there_is_one()
    {
        var pull = Prepare(required: false);
        Repository.Rules(source: GitHubRuleSource.Ruleset).UsesMergeQueue = true;

        (await EnableAsync(pull)).Should().BeNull();

        Repository.PullRequest(pull.Number).IsMerged.Should().BeTrue();
        Remote.Git("show", "--no-patch", "--format=%s", "main").Should().Be($"By hand (#{pull.Number})");
    }

    private GitHubPullRequest Prepare(bool required = true)
    {
        Repository.Settings.AllowAutoMerge = true;

        if (required)
        {
            Repository.RequireCheck(Check);
        }

        Push("topic", "1.0");
        return Repository.Open("topic");
    }

    private Task<string?> EnableAsync(GitHubPullRequest pull, string method = "MERGE", string? head = null) =>
        ChangeAsync(
            "enablePullRequestAutoMerge",
            $$"""{ pullRequestId: "{{pull.NodeId}}", mergeMethod: {{method}}, expectedHeadOid: "{{head ?? pull.HeadSha}}" }"""
        );

    private Task<string?> DisableAsync(GitHubPullRequest pull) =>
        ChangeAsync("disablePullRequestAutoMerge", $$"""{ pullRequestId: "{{pull.NodeId}}" }""");

    /// <returns>The error, or null.</returns>
    private async Task<string?> ChangeAsync(string mutation, string input)
    {
        var answer = await QueryAsync($$"""mutation { {{mutation}}(input: {{input}}) { pullRequest { number } } }""");
        return answer.TryGetProperty("errors", out var errors)
            ? $"{errors[0].GetProperty("type").GetString()}: {errors[0].GetProperty("message").GetString()}"
            : null;
    }
}
