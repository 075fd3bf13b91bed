using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <remarks>Merges, and what prevents them.</remarks>
public sealed partial class GitHubProviderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Does_not_merge_past_a_rule_with_a_token_that_may(int readsUntilItIsKnown)
    {
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head, MergeMode.Manual);
        var administrator = await Forge.ConnectAsync(
            GitHub.AddToken(GitHub.Token with { Value = "ghp_administrator", BypassesRules = true })
        );
        GitHub.Lag.MergeableReads = readsUntilItIsKnown;
        var merge = () => administrator.MergePullRequestAsync(opened, CancellationToken.None);

        var failure = await FailureOf(merge);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                $"Pull request {opened.Number} was not merged: a rule of main is not met (required checks: promotion)."
            );
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");

        await Forge.CompleteCheckAsync(head);
        (await merge()).State.Should().Be(PullRequestState.Merged);
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
    }

    [Theory]
    [InlineData(MergeMode.Immediately, GitHubRuleSource.BranchProtection)]
    [InlineData(MergeMode.AfterCheck, GitHubRuleSource.BranchProtection)]
    [InlineData(MergeMode.Immediately, GitHubRuleSource.Ruleset)]
    [InlineData(MergeMode.AfterCheck, GitHubRuleSource.Ruleset)]
    public async Task Never_merges_before_a_check_with_a_token_that_may(MergeMode merging, GitHubRuleSource source)
    {
        Forge.Repository.Rules().RequiredChecks.Clear();
        Forge.Repository.RequireCheck("promotion", source);
        var head = await PushAsync("1.0");
        var administrator = await Forge.ConnectAsync(
            GitHub.AddToken(GitHub.Token with { Value = "ghp_administrator", BypassesRules = true })
        );
        var open = () => administrator.OpenPullRequestAsync(Draft(head, merging), open: null, CancellationToken.None);

        var failure = await FailureOf(open);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("a rule of main is not met (required checks: promotion)");
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");

        await Forge.CompleteCheckAsync(head);
        (await open()).State.Should().Be(PullRequestState.Merged);
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
    }

    [Fact]
    public async Task Sets_the_status_that_a_merge_waits_for()
    {
        Forge.Repository.Rules().RequiredChecks.Clear();
        Forge.Repository.RequireCheck("gitops-promotion/status", GitHubRuleSource.Ruleset);
        var opened = await OpenAsync(await PushAsync("1.0"));

        var passed = await Provider.PassCheckAsync(opened, CancellationToken.None);
        await Forge.SettleAsync();

        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        passed.Number.Should().Be(opened.Number);
    }

    [Fact]
    public async Task Says_which_permission_a_token_lacks()
    {
        var head = await PushAsync("1.0");
        var provider = await Forge.ConnectAsync(GitHub.AddToken("contents=write", "pull_requests=read"));

        var failure = await FailureOf(() =>
            provider.OpenPullRequestAsync(Draft(head), open: null, CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Hint.Should().Contain("pull_requests=write");
    }

    [Fact]
    public async Task Refuses_an_environment_that_waits_for_a_check_where_the_branch_waits_for_none()
    {
        Forge.Repository.Rules().RequiredChecks.Clear();

        var failure = await FailureOf(async () => await OpenAsync(await PushAsync("1.0")));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("main has no required check");
        Forge.Repository.PullRequests.Should().ContainSingle(pull => pull.IsOpen && pull.AutoMerge == null);
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("0.9");
    }

    [Fact]
    public async Task Merges_through_the_queue_where_there_is_one()
    {
        Forge.Repository.Rules(source: GitHubRuleSource.Ruleset).UsesMergeQueue = true;
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head);

        var failure = await FailureOf(() => MergeAsync(opened));
        failure.Kind.Should().Be(FailureKind.Rejected);
        await Forge.CompleteCheckAsync(head);
        await Forge.SettleAsync();

        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        (await FindMergedAsync((await Forge.FindTipAsync(Forge.DefaultBranch))!))!.Number.Should().Be(opened.Number);
    }
}
