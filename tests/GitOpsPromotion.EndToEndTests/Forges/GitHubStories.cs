namespace GitOpsPromotion.EndToEndTests.Forges;

public sealed class GitHubStories : ForgeStories
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}
