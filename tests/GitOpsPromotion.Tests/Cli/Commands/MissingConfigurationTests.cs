using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Where the default branch has no configuration, the message names what is there in its place.</summary>
public static class MissingConfigurationTests
{
    [Theory]
    [InlineData("gitops-promotion.yml", "There is gitops-promotion.yml: rename it to gitops-promotion.yaml.")]
    [InlineData("GitOps-Promotion.YAML", "There is GitOps-Promotion.YAML: rename it to gitops-promotion.yaml.")]
    [InlineData(
        "deploy/gitops-promotion.yaml",
        "There is deploy/gitops-promotion.yaml, which is not at the root: move it there as gitops-promotion.yaml."
    )]
    [InlineData("README.md", "A minimal gitops-promotion.yaml, at the root of the repository, is:")]
    public static async Task Names_what_is_there(string path, string hint)
    {
        using InProcessSite site = new("main", (path, Webshop.PerApp));

        (await site.NewAsync("2.0")).Expect(ExitCode.Usage).Error.Should().Contain(hint);
    }

    [Fact]
    public static async Task Names_one_that_was_not_pushed()
    {
        using InProcessSite site = new("main", ("README.md", "Nothing yet."));
        site.Clone.WriteFile("gitops-promotion.yaml", Webshop.PerApp);

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("It is in the working copy: commit it and push it to branch 'main'.");
    }
}
