using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class MergeModeTests : GitHubForgeTests
{
    [Theory]
    [InlineData("merge", 2)]
    [InlineData("squash", 1)]
    [InlineData("rebase", 1)]
    public async Task Merges_in_each_way(string method, int parents)
    {
        var head = Push("topic", "1.0");
        var number = await OpenAsync("topic");

        var answer = await MergeAsync(number, new { merge_method = method, sha = head });

        answer.Status.Should().Be(200);
        answer["merged"].GetBoolean().Should().BeTrue();
        answer["sha"].GetString().Should().Be(Remote.Resolve("main")).And.NotBe(head);
        Remote.Git("show", "--no-patch", "--format=%P", "main").Split(' ').Should().HaveCount(parents);
        (await PullAsync(number))["merged_by"].GetProperty("login").GetString().Should().Be("grace");
    }

    [Fact]
    public async Task Does_not_merge_another_head()
    {
        var old = Push("topic", "1.0");
        var number = await OpenAsync("topic");
        Push("topic", "2.0");

        var answer = await MergeAsync(number, new { sha = old });

        answer.Status.Should().Be(409);
        answer.Message.Should().Be("Head branch was modified. Review and try the merge again.");
    }

    [Theory]
    [InlineData("merge", "Merge commits are not allowed on this repository.")]
    [InlineData("squash", "Squash merges are not allowed on this repository.")]
    [InlineData("rebase", "Rebase merges are not allowed on this repository.")]
    public async Task Does_not_merge_in_a_way_that_is_off(string method, string message)
    {
        Repository.Settings.AllowMergeCommit = false;
        Repository.Settings.AllowSquashMerge = false;
        Repository.Settings.AllowRebaseMerge = false;
        Push("topic", "1.0");

        var answer = await MergeAsync(await OpenAsync("topic"), new { merge_method = method });

        answer.Status.Should().Be(405);
        answer.Message.Should().Be(message);
    }

    [Fact]
    public async Task Does_not_merge_before_the_checks_that_protection_requires()
    {
        Repository.RequireCheck("ci");
        var head = Push("topic", "1.0");
        var number = await OpenAsync("topic");

        var missing = await MergeAsync(number);
        Repository.SetStatus(head, "CI", "pending");
        var pending = await MergeAsync(number);
        Repository.SetStatus(head, "ci");
        var passed = await MergeAsync(number);

        missing.Status.Should().Be(405);
        missing.Message.Should().Be("Required status check \"ci\" is expected.");
        pending.Message.Should().Be("Required status check \"ci\" is pending.");
        passed.Status.Should().Be(200);
    }

    [Fact]
    public async Task Does_not_merge_before_the_checks_that_a_ruleset_requires()
    {
        Repository.RequireCheck("ci", GitHubRuleSource.Ruleset);
        Repository.RequireCheck("lint", GitHubRuleSource.Ruleset);
        Push("topic", "1.0");
        var number = await OpenAsync("topic");

        var answer = await MergeAsync(number);

        answer
            .Message.Should()
            .Be("Repository rule violations found\n\n2 of 2 required status checks are expected.\n\n");
        (await PullAsync(number))["mergeable_state"].GetString().Should().Be("blocked");
    }

    [Fact]
    public async Task Does_not_merge_without_the_reviews_that_are_required()
    {
        Repository.Rules().RequiredReviews = 1;
        Push("topic", "1.0");
        var number = await OpenAsync("topic");

        var refused = await MergeAsync(number);
        Repository.Approve(number);
        var merged = await MergeAsync(number);

        refused.Message.Should().Be("At least 1 approving review is required by reviewers with write access.");
        merged.Status.Should().Be(200);
    }

    [Fact]
    public async Task Does_not_merge_a_conflict()
    {
        Push("topic", "1.0");
        var number = await OpenAsync("topic");
        Remote.Commit("main", ("webui.yaml", "0.9.1"));

        var answer = await MergeAsync(number);

        answer.Status.Should().Be(405);
        answer.Message.Should().Be("Pull Request is not mergeable");
        (await PullAsync(number))["mergeable"].GetBoolean().Should().BeFalse();
        (await PullAsync(number))["mergeable_state"].GetString().Should().Be("dirty");
    }

    [Fact]
    public async Task Does_not_merge_twice()
    {
        Push("topic", "1.0");
        var number = await OpenAsync("topic");
        await MergeAsync(number);
        var tip = Remote.Resolve("main");

        var again = await MergeAsync(number);

        again.Status.Should().Be(405);
        Remote.Resolve("main").Should().Be(tip);
    }

    [Fact]
    public async Task Keeps_a_linear_history_where_it_is_demanded()
    {
        Repository.Rules(source: GitHubRuleSource.Ruleset).RequiresLinearHistory = true;
        Push("topic", "1.0");
        var number = await OpenAsync("topic");

        var merge = await MergeAsync(number);
        var squash = await MergeAsync(number, new { merge_method = "squash" });

        merge.Status.Should().Be(405);
        merge.Message.Should().Contain("must not contain merge commits");
        squash.Status.Should().Be(200);
    }

    [Fact]
    public async Task Does_not_merge_a_branch_that_is_behind_where_that_matters()
    {
        Repository.Rules().RequiresUpToDate = true;
        var head = Push("topic", "1.0");
        var number = await OpenAsync("topic");
        Remote.Commit("main", ("other.yaml", "1"));

        var behind = await MergeAsync(number);
        var updated = await SendAsync(
            HttpMethod.Put,
            $"/pulls/{number}/update-branch",
            new { expected_head_sha = head }
        );
        var again = await SendAsync(HttpMethod.Put, $"/pulls/{number}/update-branch");
        var merged = await MergeAsync(number);

        behind.Status.Should().Be(405);
        updated.Status.Should().Be(202);
        again.Message.Should().Be("There are no new commits on the base branch.");
        merged.Status.Should().Be(200);
    }

    [Fact]
    public async Task Deletes_the_branch_where_the_setting_says_so()
    {
        Repository.Settings.DeleteBranchOnMerge = true;
        Push("topic", "1.0");

        await MergeAsync(await OpenAsync("topic"));

        Remote.Has("refs/heads/topic").Should().BeFalse();
    }

    [Fact]
    public async Task Makes_the_merge_that_jobs_check_out()
    {
        var head = Push("topic", "1.0");
        var number = await OpenAsync("topic");

        var merge = Repository.TestMerge(number)!;

        Remote.Resolve($"refs/pull/{number}/merge").Should().Be(merge);
        Remote.Git("show", "--no-patch", "--format=%P", merge).Should().EndWith($" {head}");
        (await PullAsync(number))["merge_commit_sha"].GetString().Should().Be(merge);
    }
}
