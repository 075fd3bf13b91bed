using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests.Forges;

[Trait("suite", "release")]
public sealed class GitHubStoryTests : ForgeStoryTests
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();

    [Fact]
    public Task Promotes_a_version_to_production() => PromotesAsync(perEnvironment: false, MergeStyle.Merge);

    [Fact]
    public Task Promotes_a_version_to_production_with_squash_merges() =>
        PromotesAsync(perEnvironment: true, MergeStyle.Squash);
}
