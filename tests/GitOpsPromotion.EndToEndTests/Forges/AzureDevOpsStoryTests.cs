using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests.Forges;

public sealed class AzureDevOpsStoryTests : ForgeStoryTests
{
    protected override Task<ForgeSite> StartAsync() => AzureDevOpsSite.StartAsync();

    [Fact]
    public Task Promotes_a_version_to_production_with_semi_linear_merges() =>
        Promotes_a_version_to_production(perEnvironment: true, MergeStyle.RebaseMerge);
}
