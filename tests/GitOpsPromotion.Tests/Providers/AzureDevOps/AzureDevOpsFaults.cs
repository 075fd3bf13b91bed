using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

[Trait("suite", "release")]
public sealed class AzureDevOpsFaults : ProviderFaults
{
    private protected override ForgeFaults Faults => Forge.AzureDevOps.Faults;

    private protected override string Token => Forge.AzureDevOps.Token.Value;

    private protected override ForgeFault NotNow { get; } = AzureDevOpsFault.Blocked(retryAfterSeconds: 5);

    private protected override string AutoMergeField => "autoCompleteSetBy";

    private AzureDevOpsProviderForge Forge => (AzureDevOpsProviderForge)AnyForge;

    private protected override async Task<IProviderForge> StartAsync()
    {
        var forge = await AzureDevOpsProviderForge.StartAsync();
        forge.AzureDevOps.Lag.CompletionReads = 2;
        return forge;
    }
}
