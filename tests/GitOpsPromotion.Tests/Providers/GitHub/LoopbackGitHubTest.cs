using GitOpsPromotion.Forges.GitHub;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>A provider on the loopback GitHub.</summary>
public abstract class LoopbackGitHubTest : LoopbackTest
{
    private protected GitHubProviderForge Forge => (GitHubProviderForge)AnyForge;

    private protected GitHubForge GitHub => Forge.GitHub;

    private protected override async Task<IProviderForge> StartAsync() => await GitHubProviderForge.StartAsync();
}
