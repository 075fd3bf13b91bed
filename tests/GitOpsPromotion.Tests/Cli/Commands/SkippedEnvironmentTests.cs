using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Apps that only some environments deploy.</summary>
[Trait("suite", "release")]
public static class SkippedEnvironmentTests
{
    [Fact]
    public static async Task Succeeds_if_no_later_environment_deploys_the_app()
    {
        using var site = await PartialDeployment.OpenInDevAsync(
            PartialDeployment.Marked,
            ("qa", PartialDeployment.Other),
            ("prod", PartialDeployment.Other)
        );

        var run = (await site.RunAsync("promote", "--output", "json")).Expect(ExitCode.Done);

        run.Json.GetProperty("outcome").GetString().Should().Be("not-deployed");
        run.Json.GetProperty("message").GetString().Should().Be("no next environment deploys shop/web");
    }

    [Fact]
    public static async Task Skips_an_environment_that_does_not_deploy_the_app()
    {
        using var site = await PartialDeployment.OpenInDevAsync();

        var run = (await site.RunAsync("promote")).Expect(ExitCode.Done);

        run.Line.Should().StartWith("created branch promote/prod/shop-web with pull request 2");
        run.Error.TrimEnd().Should().Be("note: environment qa does not deploy shop/web: continuing with prod");
        site.Open("promote/prod/shop-web")
            .GetProperty("body")
            .GetString()
            .Should()
            .Contain("where environment dev got this version");
    }

    [Fact]
    public static async Task Checks_the_nearest_earlier_environment_that_deploys_the_app()
    {
        using var site = await PartialDeployment.OpenToProdAsync();

        (await site.StatusAsync("promote/prod/shop-web")).Expect(ExitCode.Failed).Error.Should().Contain("shop-dev");
        (await site.RunAsync("report", "--group", "shop", "--environment", "dev", "--state", "success")).Expect(
            ExitCode.Done
        );

        (await site.StatusAsync("promote/prod/shop-web"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("successful reconciliation for shop-dev found on ");
        (await site.RunAsync("merge", "--group", "shop", "--app", "web", "--environment", "prod")).Expect(
            ExitCode.Done
        );
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Reads_a_damaged_folder_with_a_duplicate_name()
    {
        using var site = await PartialDeployment.OpenInDevAsync();
        var blob = site.Remote.Git("rev-parse", "main:shop/qa/kustomization.yaml");
        var entry = $"100644 blob {blob}\tkustomization.yaml\n";
        var tree = site.Remote.Git(Encoding.UTF8.GetBytes(entry + entry), "mktree");
        site.Remote.Tamper("main", $"M 040000 {tree} shop/qa\n");

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("created branch promote/prod/shop-web with pull request 2");
    }

    [Fact]
    public static async Task Rejects_an_app_that_the_first_environment_does_not_deploy()
    {
        using InProcessSite site = new(
            "main",
            PartialDeployment.Files(
                PartialDeployment.Other,
                ("qa", PartialDeployment.Marked),
                ("prod", PartialDeployment.Marked)
            )
        );

        (await site.NewVersionAsync())
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("No image policy marker for shop:web was found below shop/dev/");
    }
}
