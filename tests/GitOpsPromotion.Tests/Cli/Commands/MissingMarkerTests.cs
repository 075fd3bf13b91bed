using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>The error for an environment without a marker of the app describes the repository.</summary>
public static class MissingMarkerTests
{
    private const string Marked = "image: app:v1 # {\"$imagepolicy\": \"g:a\"}\n";
    private const string Other = "image: app:v1 # {\"$imagepolicy\": \"g:z\"}\n";

    [Theory]
    [InlineData(
        "g/qa/web.yaml",
        Marked,
        "there is no folder g/dev/",
        "The folders in g/ are qa. g:a is marked in g/qa/web.yaml:1 (environment qa)."
    )]
    [InlineData(
        "g/web/dev.yaml",
        Marked,
        "there is no folder g/dev/",
        "g:a is marked in g/web/dev.yaml:1. Only the folders of the environments are read: g/dev/, g/qa/, g/prod/."
    )]
    [InlineData(
        "apps/a/web.yaml",
        Marked,
        "there is no folder g/",
        "The folders in its root are apps. g:a is marked in apps/a/web.yaml:1."
    )]
    [InlineData("g/dev", Marked, "g/dev is a file, not a folder", "There are no folders in g/.")]
    [InlineData(
        "g/dev",
        "../gitops-promotion.yaml",
        "g/dev has the text of a symbolic link to gitops-promotion.yaml",
        "There are no folders in g/."
    )]
    [InlineData(
        "g/dev/web.yaml",
        "../../gitops-promotion.yaml",
        "(commit",
        "g/dev/web.yaml has the text of a symbolic link to gitops-promotion.yaml, which is not followed."
    )]
    [InlineData(
        "g/dev/web.yaml",
        "\nimage: app:v1 # {\"$imagepolicy\": \"g: a\"}\n",
        "(commit",
        "g/dev/web.yaml:2: the marker's policy 'g: a' contains a space: write 'g:a'."
    )]
    [InlineData(
        "g/dev/values.yaml",
        "image:\n  tag: # {\"$imagepolicy\": \"g:a:tag\"}\n",
        "(commit",
        "g/dev/values.yaml:2: there is no value before the marker: write tag: \"\", or move"
    )]
    [InlineData("g/dev/web.yaml.tpl", Marked, "(commit", "g/dev/web.yaml.tpl:1: the marker of g:a is not set")]
    [InlineData(
        "g/dev/web.yaml",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 60\n",
        "(commit",
        "g/dev/web.yaml is a Git LFS pointer"
    )]
    [InlineData(
        "g/dev/web.yaml",
        Other,
        "(commit",
        "Did you mean 'g:z'? The markers there are g:z (g/dev/web.yaml:1)."
    )]
    public static async Task Lists_similar_files(string path, string content, string message, string hint)
    {
        using InProcessSite site = new("main", ("gitops-promotion.yaml", Webshop.PerApp), (path, content));

        (await RunAsync(site)).Should().Contain(message).And.Contain(hint);
    }

    [Fact]
    public static async Task Reports_the_marker_in_a_base_and_suggests_no_other()
    {
        using InProcessSite site = new(
            "main",
            ("gitops-promotion.yaml", Webshop.PerApp),
            ("g/base/web.yaml", Marked),
            ("g/dev/web.yaml", Other)
        );

        (await RunAsync(site)).Should().Contain("g:a is marked in g/base/web.yaml:1.").And.NotContain("Did you mean");
    }

    [Fact]
    public static async Task Reports_other_markers_of_the_environment_and_of_other_folders()
    {
        using InProcessSite site = new(
            "main",
            ("gitops-promotion.yaml", Webshop.PerApp),
            ("g/prod/web.yaml", Marked),
            ("g/dev/web.yaml", Other)
        );

        (await RunAsync(site))
            .Should()
            .Contain("The markers below g/dev/ are g:z (g/dev/web.yaml:1).")
            .And.Contain("Mark the version in a manifest below g/dev/");
    }

    [Theory]
    [InlineData("120000", "g/dev", "g/dev is a symbolic link, which is not followed")]
    [InlineData("160000", "g/dev", "g/dev is a submodule, which is not read")]
    [InlineData("120000", "g", "g is a symbolic link, which is not followed")]
    [InlineData("120000", "g/dev/web.yaml", "g/dev/web.yaml: the file is a symbolic link and is not followed")]
    [InlineData("160000", "g/dev/sub", "g/dev/sub is a submodule, which is not read")]
    public static async Task Reports_links_and_submodules(string mode, string path, string message)
    {
        var target = path.Split('/').Length switch
        {
            1 => "real",
            2 => "../real",
            _ => "../../real/web.yaml",
        };
        using InProcessSite site = new("main", ("gitops-promotion.yaml", Webshop.PerApp), ("real/web.yaml", Marked));
        site.Remote.Tamper("main", mode is "160000" ? Tampering.Submodule(path) : Tampering.Link(path, target));

        (await RunAsync(site)).Should().Contain(message);
    }

    private static async Task<string> RunAsync(InProcessSite site) =>
        (await site.RunAsync("new", "--group", "g", "--app", "a", "--tag", "v2")).Expect(ExitCode.Failed).Error;
}
