using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

public sealed class AzureDevOpsFaultScenarios : ForgeFaultScenarios
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();

    [Theory]
    [InlineData("502 in HTML")]
    [InlineData("429 with a time to wait")]
    [InlineData("dropped before it was done")]
    public Task Recovers_from_a_request_that_fails_once(string fault) => RecoversAsync(fault);
}

public sealed class AzureDevOpsSafety : ForgeSafety
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();
}

public sealed class AzureDevOpsTampering : ForgeTampering
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();
}

public sealed class AzureDevOpsGate : ForgeGate
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();
}

public sealed class AzureDevOpsRequestCounts : ForgeRequestCounts
{
    protected override int ToCreate => 6;

    protected override int ToFindOrigin => 2;

    protected override int ToFindOpen => 3;

    protected override int ToPoll => 2;

    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();
}

public sealed class AzureDevOpsReruns : ForgeReruns
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();
}
