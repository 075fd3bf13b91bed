using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class AutoMergeTests : GitHubForgeTests
{
    private const string Check = "gitops-promotion/status";

    [Fact]
    public async Task Merges_when_what_is_required_has_succeeded()
    {
        var pull = Prepare();

        (await EnableAsync(pull, "SQUASH")).Should().BeNull();

        Repository.PullRequest(pull.Number).AutoMerge.Should().NotBeNull();
        Repository.SetStatus(pull.HeadSha, "other");
        Repository.SetStatus(pull.HeadSha, Check, "failure");
        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
        Repository.SetStatus(pull.HeadSha, Check);
        Repository.PullRequest(pull.Number).IsMerged.Should().BeTrue();
        Remote.Git("show", "--no-patch", "--format=%P", "main").Should().NotContain(" ");
        Remote.Read("main", "webui.yaml").Should().Be("1.0");
    }

    [Fact]
    public async Task Merges_when_a_check_run_of_that_name_has_succeeded()
    {
        var pull = Prepare();
        await EnableAsync(pull);

        Repository.AddCheckRun(pull.HeadSha, Check);

        Repository.PullRequest(pull.Number).IsMerged.Should().BeTrue();
    }

    [Fact]
    public async Task Waits_for_the_check_of_a_new_head()
    {
        var pull = Prepare();
        await EnableAsync(pull);
        var old = pull.HeadSha;
        Push("topic", "2.0");

        Repository.SetStatus(old, Check);

        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
    }

    [Theory]
    [InlineData(GitHubRuleSource.BranchProtection)]
    [InlineData(GitHubRuleSource.Ruleset)]
    public async Task Waits_for_reviews(GitHubRuleSource source)
    {
        var pull = Prepare(required: false);
        Repository.Rules(source: source).RequiredReviews = 1;
        await EnableAsync(pull);

        Repository.Approve(pull.Number);

        Repository.PullRequest(pull.Number).IsMerged.Should().BeTrue();
    }

    [Fact]
    public async Task Is_refused_where_the_setting_is_off()
    {
        var pull = Prepare();
        Repository.Settings.AllowAutoMerge = false;

        (await EnableAsync(pull)).Should().Be("UNPROCESSABLE: Auto merge is not allowed for this repository");
    }

    [Fact]
    public async Task Is_refused_where_nothing_is_required()
    {
        var pull = Prepare(required: false);

        (await EnableAsync(pull))
            .Should()
            .Be("UNPROCESSABLE: Pull request Protected branch rules not configured for this branch");
    }

    [Fact]
    public async Task Is_refused_where_nothing_is_left_to_wait_for()
    {
        var pull = Prepare();
        Repository.SetStatus(pull.HeadSha, Check);

        (await EnableAsync(pull)).Should().Be("UNPROCESSABLE: Pull request Pull request is in clean status");
    }

    [Fact]
    public async Task Is_refused_where_only_other_checks_are_left()
    {
        var pull = Prepare();
        Repository.SetStatus(pull.HeadSha, Check);
        Repository.SetStatus(pull.HeadSha, "other", "pending");

        (await EnableAsync(pull)).Should().Be("UNPROCESSABLE: Pull request Pull request is in unstable status");
    }

    [Fact]
    public async Task Is_refused_with_a_method_that_is_off()
    {
        var pull = Prepare();
        Repository.Settings.AllowMergeCommit = false;

        (await EnableAsync(pull))
            .Should()
            .Be("UNPROCESSABLE: Merge method merge commits is not allowed on this repository");
    }

    [Fact]
    public async Task Is_refused_for_another_head()
    {
        var pull = Prepare();

        var answer = await EnableAsync(pull, head: Remote.Resolve("main"));

        answer.Should().Be("UNPROCESSABLE: Pull request is not in the correct state to enable auto-merge");
    }

    [Fact]
    public async Task Is_refused_when_the_pull_request_is_closed()
    {
        var pull = Prepare();
        Repository.Close(pull.Number);

        (await EnableAsync(pull)).Should().Be("UNPROCESSABLE: Pull request Pull request is closed");
    }

    [Theory]
    [InlineData("contents=write", "pull_requests=read")]
    [InlineData("contents=read", "pull_requests=write")]
    public async Task Is_refused_without_both_permissions(string contents, string pullRequests)
    {
        var pull = Prepare();
        Use(Forge.AddToken(GitHubTokenKind.App, contents, pullRequests));

        (await EnableAsync(pull)).Should().Be("FORBIDDEN: Resource not accessible by integration");
    }

    [Fact]
    public async Task Is_refused_for_an_id_that_is_nobodys() =>
        (await ChangeAsync("disablePullRequestAutoMerge", "{ pullRequestId: \"PR_none\" }"))
            .Should()
            .Be("NOT_FOUND: Could not resolve to a node with the global id of 'PR_none'.");

    [Fact]
    public async Task Is_switched_off_again()
    {
        var pull = Prepare();
        await EnableAsync(pull);

        (await DisableAsync(pull)).Should().BeNull();

        Repository.SetStatus(pull.HeadSha, Check);
        Repository.PullRequest(pull.Number).IsOpen.Should().BeTrue();
        (await DisableAsync(pull)).Should().Be("UNPROCESSABLE: Can't disable auto-merge for this pull request.");
    }

    [Fact]
    public async Task Keeps_its_method_until_it_is_switched_off()
    {
        var pull = Prepare();
        await EnableAsync(pull, "SQUASH");

        await EnableAsync(pull, "REBASE");

        var shown = await PullAsync(pull.Number);
        shown["auto_merge"].GetProperty("merge_method").GetString().Should().Be("squash");
    }

    [Fact]
    public async Task Goes_by_the_merge_queue_where_there_is_one()
    {
        var pull = Prepare(required: false);
        Repository.Rules(source: GitHubRuleSource.Ruleset).UsesMergeQueue = true;

        (await MergeAsync(pull.Number)).Message.Should().Contain("Changes must be made through the merge queue");
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
