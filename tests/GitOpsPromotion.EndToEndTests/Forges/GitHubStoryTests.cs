namespace GitOpsPromotion.EndToEndTests.Forges;

public sealed class GitHubStoryTests : ForgeStoryTests
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}
