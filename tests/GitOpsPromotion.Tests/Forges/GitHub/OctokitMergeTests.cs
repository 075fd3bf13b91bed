using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Octokit;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class OctokitMergeTests : GitHubForgeTests
{
    [Theory]
    [InlineData(PullRequestMergeMethod.Merge, 2)]
    [InlineData(PullRequestMergeMethod.Squash, 1)]
    [InlineData(PullRequestMergeMethod.Rebase, 1)]
    public async Task A_pull_request_is_merged_with_each_method(PullRequestMergeMethod method, int parents)
    {
        var pull = await OpenAsync();

        var merge = await MergeAsync(pull, new() { MergeMethod = method, Sha = pull.Head.Sha });

        merge.Merged.Should().BeTrue();
        merge.Sha.Should().Be(Remote.Resolve("main")).And.NotBe(pull.Head.Sha);
        Remote.Git("show", "--no-patch", "--format=%P", "main").Split(' ').Should().HaveCount(parents);
        var read = await ReadAsync(pull.Number);
        read.Merged.Should().BeTrue();
        read.MergedBy.Login.Should().Be("grace");
        read.MergeCommitSha.Should().Be(merge.Sha);
    }

    [Fact]
    public async Task Another_head_is_not_merged()
    {
        var pull = await OpenAsync();
        Push("topic", "2.0");

        var merge = () => MergeAsync(pull, new() { Sha = pull.Head.Sha });

        await merge
            .Should()
            .ThrowAsync<PullRequestMismatchException>()
            .WithMessage("Head branch was modified. Review and try the merge again.");
    }

    [Fact]
    public async Task A_pull_request_is_merged_once()
    {
        var pull = await OpenAsync();
        await MergeAsync(pull);
        var tip = Remote.Resolve("main");

        (await RefusalAsync(pull)).Should().Be("Pull Request is not mergeable");

        Remote.Resolve("main").Should().Be(tip);
    }

    [Theory]
    [InlineData(PullRequestMergeMethod.Merge, "Merge commits are not allowed on this repository.")]
    [InlineData(PullRequestMergeMethod.Squash, "Squash merges are not allowed on this repository.")]
    [InlineData(PullRequestMergeMethod.Rebase, "Rebase merges are not allowed on this repository.")]
    public async Task A_method_that_is_off_is_refused(PullRequestMergeMethod method, string message)
    {
        Repository.Settings.AllowMergeCommit = false;
        Repository.Settings.AllowSquashMerge = false;
        Repository.Settings.AllowRebaseMerge = false;

        (await RefusalAsync(await OpenAsync(), method)).Should().Be(message);
    }

    [Fact]
    public async Task A_conflict_is_refused()
    {
        var pull = await OpenAsync();
        Remote.Commit("main", ("webui.yaml", "0.9.1"));

        (await RefusalAsync(pull)).Should().Be("Pull Request is not mergeable");

        var read = await ReadAsync(pull.Number);
        read.Mergeable.Should().BeFalse();
        read.MergeableState!.Value.Value.Should().Be(MergeableState.Dirty);
    }

    [Fact]
    public async Task Branch_protection_requires_a_status_or_a_check_run()
    {
        Repository.RequireCheck("ci");
        Repository.RequireCheck("lint");
        var pull = await OpenAsync();

        (await RefusalAsync(pull)).Should().Be("2 of 2 required status checks are expected.");
        Repository.SetStatus(pull.Head.Sha, "CI", "pending");
        Repository.AddCheckRun(pull.Head.Sha, "lint");
        (await RefusalAsync(pull)).Should().Be("Required status check \"ci\" is pending.");
        Repository.SetStatus(pull.Head.Sha, "ci");
        (await MergeAsync(pull)).Merged.Should().BeTrue();
    }

    [Fact]
    public async Task A_ruleset_requires_a_status()
    {
        Repository.RequireCheck("ci", GitHubRuleSource.Ruleset);
        var pull = await OpenAsync();

        (await RefusalAsync(pull))
            .Should()
            .Be("Repository rule violations found\n\nRequired status check \"ci\" is expected.\n\n");
        (await ReadAsync(pull.Number)).MergeableState!.Value.Value.Should().Be(MergeableState.Blocked);
    }

    [Fact]
    public async Task A_linear_history_has_no_merge_commits()
    {
        Repository.Rules(source: GitHubRuleSource.Ruleset).RequiresLinearHistory = true;
        var pull = await OpenAsync();

        (await RefusalAsync(pull)).Should().Contain("must not contain merge commits");
        (await MergeAsync(pull, new() { MergeMethod = PullRequestMergeMethod.Squash })).Merged.Should().BeTrue();
    }

    [Fact]
    public async Task A_ruleset_allows_some_methods()
    {
        Repository.Rules(source: GitHubRuleSource.Ruleset).AllowedMergeMethods = ["squash"];
        var pull = await OpenAsync();

        (await RefusalAsync(pull)).Should().Contain("Merge commits are not allowed on this repository.");
        (await MergeAsync(pull, new() { MergeMethod = PullRequestMergeMethod.Squash })).Merged.Should().BeTrue();
    }

    [Fact]
    public async Task A_branch_that_is_out_of_date_is_refused_where_the_rules_say_so()
    {
        Repository.Rules().RequiresUpToDate = true;
        var pull = await OpenAsync();
        Remote.Commit("main", ("other.yaml", "1"));

        (await RefusalAsync(pull)).Should().StartWith("This branch is out-of-date with the base branch.");
    }

    [Fact]
    public async Task A_merge_deletes_the_branch_where_the_setting_is_on()
    {
        Repository.Settings.DeleteBranchOnMerge = true;

        await MergeAsync(await OpenAsync());

        Remote.Has("refs/heads/topic").Should().BeFalse();
    }

    private Task<PullRequestMerge> MergeAsync(PullRequest pull, MergePullRequest? merge = null) =>
        Client.PullRequest.Merge(Owner, Name, pull.Number, merge ?? new());

    private async Task<string> RefusalAsync(PullRequest pull, PullRequestMergeMethod? method = null)
    {
        var merge = () => MergeAsync(pull, new() { MergeMethod = method });
        return (await merge.Should().ThrowAsync<PullRequestNotMergeableException>()).Which.Message;
    }
}
