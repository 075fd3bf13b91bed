using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

[Trait("suite", "release")]
public sealed class GitHubFaults : ProviderFaults
{
    private protected override ForgeFaults Faults => Forge.GitHub.Faults;

    private protected override string Token => Forge.GitHub.Token.Value;

    private protected override ForgeFault NotNow { get; } = GitHubFault.SecondaryLimit(retryAfterSeconds: 5);

    private protected override string AutoMergeField => "enablePullRequestAutoMerge";

    private GitHubProviderForge Forge => (GitHubProviderForge)AnyForge;

    private protected override async Task<IProviderForge> StartAsync() => await GitHubProviderForge.StartAsync();
}
