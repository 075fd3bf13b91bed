using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Apps that only some environments deploy.</summary>
public sealed class SkippedEnvironmentTests
{
    private const string Configuration = """
        prflow: per-env
        status_timeout_minutes: "1s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}

        """;

    private const string Marked = """
        images:
          - name: web
            newName: ghcr.io/acme/web
            newTag: "1" # {"$imagepolicy": "shop:web:tag"}

        """;

    private const string Other = """
        images:
          - name: ghcr.io/acme/cart
            newTag: "1" # {"$imagepolicy": "shop:cart:tag"}

        """;

    [Fact]
    public async Task Succeeds_if_no_later_environment_deploys_the_app()
    {
        using var site = await InDevAsync(("qa", Other), ("prod", Other));

        var run = (await site.RunAsync("promote", "--output", "json")).Expect(ExitCode.Done);

        run.Json.GetProperty("outcome").GetString().Should().Be("not-deployed");
        run.Json.GetProperty("message").GetString().Should().Be("no next environment deploys shop/web");
    }

    [Fact]
    public async Task Skips_an_environment_that_does_not_deploy_the_app()
    {
        using var site = await InDevAsync(("qa", Other), ("prod", Marked));

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
    public async Task Checks_the_nearest_earlier_environment_that_deploys_the_app()
    {
        using var site = await InDevAsync(("qa", Other), ("prod", Marked));
        (await site.RunAsync("promote")).Expect(ExitCode.Done);

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

    [Fact]
    public async Task Does_not_skip_an_environment_that_deploys_the_image_without_a_marker()
    {
        using var site = await InDevAsync(
            ("qa", Marked.Replace(" # {", " # was {", StringComparison.Ordinal)),
            ("prod", Marked)
        );

        var run = (await site.RunAsync("promote")).Expect(ExitCode.Failed);

        run.Error.Should()
            .Contain(
                "environment qa deploys shop:web without a marker: shop/qa/kustomization.yaml:3 names ghcr.io/acme/web"
            )
            .And.Contain("hint: Mark the version there");
    }

    [Fact]
    public async Task Does_not_skip_an_environment_with_the_version_in_a_base()
    {
        using var site = await InDevAsync(
            ("qa", "resources: [../../base/web]\n"),
            ("prod", "resources: [../../base/web]\n" + Marked)
        );
        site.Remote.Commit(
            "main",
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
    [InlineData("resources: [https://example.com/base?ref=main]\n", Marked, "which is not in the repository")]
    [InlineData(
        "resources: []\n",
        "version: \"1\" # {\"$imagepolicy\": \"shop:web:tag\"}\n",
        "a marked version in shop/dev/ has no image name next to it"
    )]
    public async Task Fails_if_the_deployment_cannot_be_determined(string qa, string marked, string why)
    {
        using var site = await InDevAsync(marked, ("qa", qa), ("prod", marked));

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
    public async Task Fails_for_a_file_that_cannot_be_read(string mode, string content, string why)
    {
        using var site = await InDevAsync(("qa", Other), ("prod", Marked));
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

    [Fact]
    public async Task Finds_an_image_in_a_file_of_another_encoding()
    {
        using var site = await InDevAsync(("qa", Other), ("prod", Marked));
        var content = Encoding.Unicode.GetBytes("image: ghcr.io/acme/web:1\n");
        site.Remote.Tamper("main", Entry(site, "shop/qa/web.yaml", content));

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("environment qa deploys shop:web without a marker: shop/qa/web.yaml:1 names ghcr.io/acme/web");
    }

    [Fact]
    public async Task Reads_a_damaged_folder_with_a_duplicate_name()
    {
        using var site = await InDevAsync(("qa", Other), ("prod", Marked));
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
    public async Task Fails_if_the_environment_is_not_a_folder()
    {
        using var site = await InDevAsync(("prod", Marked));
        site.Remote.Commit("main", ("base/web.yaml", "image: ghcr.io/acme/web:1\n"));
        site.Remote.Tamper("main", Tampering.Link("shop/qa", "../base"));

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("but may deploy it: shop/qa is not a folder");
    }

    [Fact]
    public async Task Rejects_an_app_that_the_first_environment_does_not_deploy()
    {
        using InProcessSite site = new("main", Files(Other, ("qa", Marked), ("prod", Marked)));

        (await site.RunAsync("new", "--group", "shop", "--app", "web", "--tag", "2"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("No image policy marker for shop:web was found below shop/dev/");
    }

    /// <summary>A file or a link of any bytes, as a change of a commit.</summary>
    private static string Entry(InProcessSite site, string path, byte[] content, string mode = "100644") =>
        $"M {mode} {site.Remote.Git(content, "hash-object", "-w", "--stdin")} {path}\n";

    private static Task<InProcessSite> InDevAsync(params (string Environment, string Content)[] later) =>
        InDevAsync(Marked, later);

    /// <summary>A version that was merged in dev.</summary>
    private static async Task<InProcessSite> InDevAsync(string dev, params (string Environment, string Content)[] later)
    {
        InProcessSite site = new("main", Files(dev, later));
        (await site.RunAsync("new", "--group", "shop", "--app", "web", "--tag", "2")).Expect(ExitCode.Done);
        site.Pull();
        return site;
    }

    private static (string, string)[] Files(string dev, params (string Environment, string Content)[] later) =>
        [
            ("gitops-promotion.yaml", Configuration),
            ("shop/dev/kustomization.yaml", dev),
            .. later.Select(environment => ($"shop/{environment.Environment}/kustomization.yaml", environment.Content)),
        ];
}
