using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>The error for a default branch without configuration lists similar files.</summary>
public static class MissingConfigurationTests
{
    [Theory]
    [InlineData("gitops-promotion.yml", "There is gitops-promotion.yml: rename it to gitops-promotion.yaml.")]
    [InlineData("GitOps-Promotion.YAML", "There is GitOps-Promotion.YAML: rename it to gitops-promotion.yaml.")]
    [InlineData(
        "deploy/gitops-promotion.yaml",
        "There is deploy/gitops-promotion.yaml, which is not at the root: move it there as gitops-promotion.yaml."
    )]
    [InlineData("README.md", "A minimal gitops-promotion.yaml, at the root of the repository:")]
    public static async Task Lists_similar_files(string path, string hint)
    {
        using InProcessSite site = new("main", (path, Webshop.PerApp));

        (await site.NewAsync("2.0")).Expect(ExitCode.Usage).Error.Should().Contain(hint);
    }

    [Fact]
    public static async Task Reports_a_configuration_that_was_not_pushed()
    {
        using InProcessSite site = new("main", ("README.md", "Nothing yet."));
        site.Clone.WriteFile("gitops-promotion.yaml", Webshop.PerApp);

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("It is in the working copy: commit it and push it to branch 'main'.");
    }
}
