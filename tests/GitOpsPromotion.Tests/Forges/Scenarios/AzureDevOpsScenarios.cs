using GitOpsPromotion.Forges.Sites;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

public sealed class AzureDevOpsFaultScenarios : ForgeFaultScenarios
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();
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
