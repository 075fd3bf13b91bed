using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests.Forges;

[Trait("suite", "release")]
public sealed class AzureDevOpsStoryTests : ForgeStoryTests
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();

    [Fact]
    public Task Promotes_a_version_to_production_with_semi_linear_merges() =>
        PromotesAsync(perEnvironment: false, MergeStyle.RebaseMerge);
}
