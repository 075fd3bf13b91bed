using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>On an Azure DevOps whose build validation runs the promotion check.</summary>
public sealed class AzureDevOpsContract : GitProviderContract
{
    protected override async Task<IProviderForge> CreateForgeAsync() => await AzureDevOpsProviderForge.StartAsync();
}

/// <summary>On an Azure DevOps that takes its time, where the check is a status, and only squash merges are allowed.</summary>
[Trait("suite", "release")]
public sealed class AzureDevOpsLaggingContract : GitProviderContract
{
    protected override async Task<IProviderForge> CreateForgeAsync()
    {
        var forge = await AzureDevOpsProviderForge.StartAsync();
        forge.ChecksByStatus = true;
        forge.Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Squash]));
        forge.AzureDevOps.WritesByteOrderMark = true;
        forge.AzureDevOps.Lag.SourceReads = 2;
        forge.AzureDevOps.Lag.MergeReads = 2;
        forge.AzureDevOps.Lag.CompletionReads = 2;
        forge.AzureDevOps.Lag.QueryReads = 2;
        return forge;
    }
}

/// <summary>On an Azure DevOps where branches are rebased, and merged with a commit of their own.</summary>
[Trait("suite", "release")]
public sealed class AzureDevOpsSemiLinearContract : GitProviderContract
{
    protected override async Task<IProviderForge> CreateForgeAsync()
    {
        var forge = await AzureDevOpsProviderForge.StartAsync();
        forge.Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.RebaseMerge]));
        return forge;
    }
}

/// <summary>On an Azure DevOps where branches are rebased, and the default branch is moved to their ends.</summary>
[Trait("suite", "release")]
public sealed class AzureDevOpsRebaseContract : GitProviderContract
{
    protected override bool MergesHaveMessages => false;

    protected override async Task<IProviderForge> CreateForgeAsync()
    {
        var forge = await AzureDevOpsProviderForge.StartAsync();
        forge.Repository.Require(new AzureDevOpsPolicy.MergeTypes([MergeStyle.Rebase]));
        return forge;
    }
}
