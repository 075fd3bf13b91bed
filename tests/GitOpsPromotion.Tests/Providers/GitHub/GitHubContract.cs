using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>On a GitHub as it is set up by most.</summary>
public sealed class GitHubContract : GitProviderContract
{
    protected override async Task<IProviderForge> CreateForgeAsync() => await GitHubProviderForge.StartAsync();
}

/// <summary>On a GitHub that takes its time, where rulesets allow nothing but squash merges and a status is required.</summary>
[Trait("suite", "release")]
public sealed class GitHubLaggingContract : GitProviderContract
{
    protected override async Task<IProviderForge> CreateForgeAsync()
    {
        var forge = await GitHubProviderForge.StartAsync();
        forge.RuleSource = GitHubRuleSource.Ruleset;
        forge.Check = "gitops-promotion/status";
        forge.Repository.Settings.AllowMergeCommit = false;
        forge.Repository.Settings.AllowRebaseMerge = false;
        forge.GitHub.Lag.MergeableReads = 2;
        forge.GitHub.Lag.CommitPullReads = 2;
        return forge;
    }
}

/// <summary>On a GitHub whose API is of 2026-03-10, with rebase merges, and branches that go with their pull requests.</summary>
[Trait("suite", "release")]
public sealed class GitHubNewestContract : GitProviderContract
{
    protected override bool MergesHaveMessages => false;

    protected override async Task<IProviderForge> CreateForgeAsync()
    {
        var forge = await GitHubProviderForge.StartAsync();
        forge.GitHub.HasNoMergeCommitSha = true;
        forge.Repository.Settings.AllowMergeCommit = false;
        forge.Repository.Settings.AllowSquashMerge = false;
        forge.Repository.Settings.DeleteBranchOnMerge = true;
        return forge;
    }
}
