using GitOpsPromotion.Forges.AzureDevOps;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>A provider on the loopback Azure DevOps.</summary>
public abstract class LoopbackAzureDevOpsTest : LoopbackTest
{
    private protected AzureDevOpsProviderForge Forge => (AzureDevOpsProviderForge)AnyForge;

    private protected AzureDevOpsForge AzureDevOps => Forge.AzureDevOps;

    private protected override async Task<IProviderForge> StartAsync() => await AzureDevOpsProviderForge.StartAsync();
}
