using GitOpsPromotion.Tests.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Live;

/// <summary>On a real GitHub. Skipped unless a disposable repository is named: see CONTRIBUTING.md.</summary>
[Trait("Category", "Live")]
public sealed class LiveGitHubContract : GitProviderContract
{
    protected override Task<IProviderForge> CreateForgeAsync() => Task.FromResult<IProviderForge>(new LiveGitHub());
}

/// <summary>On a real Azure DevOps. Skipped unless a disposable repository is named: see CONTRIBUTING.md.</summary>
[Trait("Category", "Live")]
public sealed class LiveAzureDevOpsContract : GitProviderContract
{
    protected override Task<IProviderForge> CreateForgeAsync() =>
        Task.FromResult<IProviderForge>(new LiveAzureDevOps());
}
