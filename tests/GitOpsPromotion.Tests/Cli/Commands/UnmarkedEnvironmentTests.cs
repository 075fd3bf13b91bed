using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Environments without a marker of the app that deploy it, or may deploy it.</summary>
public static class UnmarkedEnvironmentTests
{
    [Fact]
    public static async Task Does_not_skip_an_environment_that_deploys_the_image_without_a_marker()
    {
        using var site = await PartialDeployment.OpenInDevAsync();
        site.ChangeQa(PartialDeployment.Marked.Replace(" # {", " # was {", StringComparison.Ordinal));

        var run = (await site.RunAsync("promote")).Expect(ExitCode.Failed);

        run.Error.Should()
            .Contain(
                "environment qa deploys shop:web without a marker: shop/qa/kustomization.yaml:3 names ghcr.io/acme/web"
            )
            .And.Contain("hint: Mark the version there");
    }

    [Fact]
    public static async Task Does_not_skip_an_environment_with_the_version_in_a_base()
    {
        using var site = await PartialDeployment.OpenInDevAsync();
        site.Remote.Commit(
            "main",
            ("shop/qa/kustomization.yaml", "resources: [../../base/web]\n"),
            ("shop/prod/kustomization.yaml", "resources: [../../base/web]\n" + PartialDeployment.Marked),
            ("base/web/kustomization.yaml", "resources:\n  - web.yaml\n"),
            ("base/web/web.yaml", "kind: Deployment\nimage: ghcr.io/acme/web:1\n")
        );

        var run = (await site.RunAsync("promote")).Expect(ExitCode.Failed);

        run.Error.Should()
            .Contain("environment qa takes ghcr.io/acme/web from base/web/web.yaml, which prod uses too")
            .And.Contain("Give qa a version of its own, in shop/qa/kustomization.yaml:")
            .And.Contain("newTag: \"…\" # {\"$imagepolicy\": \"shop:web:tag\"}");
    }

    [Theory]
    [InlineData(
        "resources: [https://example.com/base?ref=main]\n",
        PartialDeployment.Marked,
        "which is not in the repository"
    )]
    [InlineData(
        "resources: []\n",
        "version: \"1\" # {\"$imagepolicy\": \"shop:web:tag\"}\n",
        "a marked version in shop/dev/ has no image name next to it"
    )]
    public static async Task Fails_if_the_deployment_cannot_be_determined(string qa, string marked, string why)
    {
        using var site = await PartialDeployment.OpenInDevAsync(marked, ("qa", qa), ("prod", marked));

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("environment qa has no marker of shop:web, but may deploy it")
            .And.Contain(why);
    }

    [Theory]
    [InlineData("100644", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "is a Git LFS pointer")]
    [InlineData("100644", "image: ghcr.io/\u00ff", "is not valid UTF-8")]
    [InlineData("100644", "../../base/web.yaml", "has the text of a symbolic link, which is not followed")]
    [InlineData("120000", "../../base/web.yaml", "is a symbolic link, which is not followed")]
    [InlineData("160000", "", "is a submodule, which is not read")]
    public static async Task Fails_for_a_file_that_cannot_be_read(string mode, string content, string why)
    {
        using var site = await PartialDeployment.OpenInDevAsync();
        site.Remote.Commit("main", ("base/web.yaml", "image: ghcr.io/acme/web:1\n"));
        const string path = "shop/qa/web.yaml";
        site.Remote.Tamper(
            "main",
            mode is "160000" ? Tampering.Submodule(path) : Entry(site, path, Encoding.Latin1.GetBytes(content), mode)
        );

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("but may deploy it")
            .And.Contain($"{path} {why}");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Finds_an_image_in_a_file_of_another_encoding()
    {
        using var site = await PartialDeployment.OpenInDevAsync();
        var content = Encoding.Unicode.GetBytes("image: ghcr.io/acme/web:1\n");
        site.Remote.Tamper("main", Entry(site, "shop/qa/web.yaml", content));

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("environment qa deploys shop:web without a marker: shop/qa/web.yaml:1 names ghcr.io/acme/web");
    }

    [Fact]
    public static async Task Fails_if_the_environment_is_not_a_folder()
    {
        using var site = await PartialDeployment.OpenInDevAsync();
        site.Remote.Commit("main", ("base/web.yaml", "image: ghcr.io/acme/web:1\n"));
        site.Remote.Tamper("main", Tampering.Delete("shop/qa"), Tampering.Link("shop/qa", "../base"));

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("but may deploy it: shop/qa is not a folder");
    }

    /// <summary>A file or a link of any bytes, as a change of a commit.</summary>
    private static string Entry(InProcessSite site, string path, byte[] content, string mode = "100644") =>
        $"M {mode} {site.Remote.Git(content, "hash-object", "-w", "--stdin")} {path}\n";
}
