using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Manifests before and after a promotion, byte for byte.</summary>
public sealed class ManifestFileTests
{
    private const string Marker = "# {\"$imagepolicy\": \"webshop:webui:tag\"}";

    private static readonly string[] Contents =
    [
        "a: 1\r\ntag: old " + Marker + "\r\nb: 2\r\n",
        "\uFEFFtag: old " + Marker + "\n",
        "tag: old " + Marker,
        "# größe: ✓ 漢字 \U0001F680\nname: 'größe'\ntag: old " + Marker + "\nend: 'ü'\n",
        "a: 1  \r\n\n\n---\ntag:   \"old\"\t" + Marker + "   \r\n...\n",
        "x: &a {deep: [1, 2]}\ny: *a\ntag: !!str old " + Marker + "\n",
    ];

    private static readonly string[] Names =
    [
        "webshop/dev/with spaces/and (more)/'quoted' \"names\".yaml",
        "webshop/dev/größe/日本語.yml",
        "webshop/dev/-leading/--dashes.yaml",
        "webshop/dev/:(glob)*?[x].yaml",
        "webshop/dev/deep/er/and/deep/er/Kustomization",
    ];

    [Fact]
    public async Task Change_only_in_the_version()
    {
        var files = Contents.Select((content, index) => ($"webshop/dev/{index}.yaml", content)).ToArray();
        using InProcessSite site = new("main", [("gitops-promotion.yaml", Webshop.PerApp), .. files]);

        (await site.NewAsync("v2")).Expect(ExitCode.Done);

        foreach (var (path, content) in files)
        {
            Blob(site, path).Should().Be(content.Replace("old", "v2", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Can_have_any_name()
    {
        using InProcessSite site = new(
            "main",
            [
                ("gitops-promotion.yaml", Webshop.PerApp),
                ("webshop/dev/notes.txt", $"tag: old {Marker}\n"),
                .. Names.Select(path => (path, $"tag: old {Marker}\n")),
            ]
        );

        (await site.NewAsync("v2")).Expect(ExitCode.Done);

        Names.Should().AllSatisfy(path => Blob(site, path).Should().Be($"tag: v2 {Marker}\n"));
        site.Changed(site.First, "main").Should().BeEquivalentTo(Names);
    }

    [Fact]
    public async Task Can_be_in_folders_with_any_name()
    {
        using InProcessSite site = new(
            "main",
            (
                "gitops-promotion.yaml",
                """
                environments:
                  - name: früh
                    auto: true

                """
            ),
            ("größe/früh/a b.yaml", "tag: old # {\"$imagepolicy\": \"größe:naïve-app:tag\"}\n")
        );

        (await site.RunAsync("new", "--group", "größe", "--app", "naïve-app", "--tag", "v2"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("created branch promote/größe-naïve-app with pull request 1");

        Blob(site, "größe/früh/a b.yaml").Should().StartWith("tag: v2 ");
    }

    [Fact]
    public async Task Keep_their_modes_and_do_not_change_links()
    {
        using InProcessSite site = new();
        site.Clone.Git("update-index", "--chmod=+x", Webshop.Dev);
        var link = site.Clone.Git(Encoding.UTF8.GetBytes("kustomization.yaml"), "hash-object", "-w", "--stdin");
        site.Clone.Git("update-index", "--add", "--cacheinfo", $"120000,{link},webshop/dev/link.yaml");
        site.Clone.Git("commit", "--quiet", "-m", "A mode and a link");
        site.Clone.Git("push", "--quiet");
        var before = site.Tip;

        (await site.NewAsync("1.1.0")).Expect(ExitCode.Done);

        site.Changed(before, "main").Should().Equal(Webshop.Dev);
        site.Remote.Git("ls-tree", "main", Webshop.Dev).Should().StartWith("100755 blob");
        site.Remote.Git("ls-tree", "main", "webshop/dev/link.yaml").Should().Contain($"120000 blob {link}");
    }

    [Fact]
    public async Task Get_digest_and_image_of_the_promotion()
    {
        const string digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        using InProcessSite site = new(
            "main",
            ("gitops-promotion.yaml", Webshop.PerApp),
            (
                Webshop.Dev,
                """
                image: "localhost:5000/shop/webui:1.0@sha256:0000000000000000000000000000000000000000000000000000000000000000" # {"$imagepolicy": "webshop:webui"}
                name: old/webui # {"$imagepolicy": "webshop:webui:name"}
                digest: none # {"$imagepolicy": "webshop:webui:digest"}
                tag: 1.0 # {"$imagepolicy": "webshop:webui:tag"}

                """
            ),
            (Webshop.Qa, "tag: 1.0 # {\"$imagepolicy\": \"webshop:webui:tag\"}\n")
        );

        (await site.NewAsync("1.20", "--digest", digest, "--image", "registry.example.com/shop/webui")).Expect(
            ExitCode.Done
        );

        Blob(site, Webshop.Dev)
            .Should()
            .Be(
                $$"""
                image: "registry.example.com/shop/webui:1.20@{{digest}}" # {"$imagepolicy": "webshop:webui"}
                name: registry.example.com/shop/webui # {"$imagepolicy": "webshop:webui:name"}
                digest: {{digest}} # {"$imagepolicy": "webshop:webui:digest"}
                tag: "1.20" # {"$imagepolicy": "webshop:webui:tag"}

                """
            );
        site.Merged(1)
            .GetProperty("body")
            .GetString()
            .Should()
            .StartWith("<!-- metadata = {")
            .And.Contain($"\"digest\":\"{digest}\"")
            .And.Contain("\"image\":\"registry.example.com/shop/webui\"");
    }

    private static string Blob(InProcessSite site, string path) =>
        Encoding.UTF8.GetString(site.Remote.ReadBytes("main", path));
}
