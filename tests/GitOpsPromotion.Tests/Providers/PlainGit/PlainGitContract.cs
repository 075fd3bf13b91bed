namespace GitOpsPromotion.Tests.Providers.PlainGit;

public sealed class PlainGitContract : GitProviderContract
{
    protected override Task<IProviderForge> CreateForgeAsync() => Task.FromResult<IProviderForge>(new PlainGitForge());
}
