using GitOpsPromotion.Forges.Sites;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

public sealed class GitHubFaultScenarios : ForgeFaultScenarios
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubSafety : ForgeSafety
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubTampering : ForgeTampering
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubRequestCounts : ForgeRequestCounts
{
    protected override int ToCreate => 4;

    protected override int ToPoll => 2;

    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}
