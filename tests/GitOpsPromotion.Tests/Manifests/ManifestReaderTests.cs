using System.Text;
using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class ManifestReaderTests
{
    [Theory]
    [InlineData("webshop/dev/app.yaml", true)]
    [InlineData("webshop/dev/app.yml", true)]
    [InlineData("webshop/dev/App.YAML", true)]
    [InlineData("webshop/dev/app.Yml", true)]
    [InlineData("webshop/dev/values.yaml.gotmpl", false)]
    [InlineData("webshop/dev/Kustomization", true)]
    [InlineData("Kustomization", true)]
    [InlineData("webshop/dev/README.md", false)]
    [InlineData("webshop/dev/app.yaml.bak", false)]
    [InlineData("webshop/dev/yaml", false)]
    [InlineData("webshop/dev/myKustomization", false)]
    [InlineData("webshop/Kustomization/app.json", false)]
    public static void Recognizes_manifests_by_their_name(string path, bool expected) =>
        ManifestReader.IsManifest(path).Should().Be(expected);

    [Theory]
    [InlineData("a: b # {\"$imagepolicy\": \"webshop:webui\"}", true)]
    [InlineData("\"$imagepolicy\"", true)]
    [InlineData("a: b # {'$imagepolicy': 'webshop:webui'}", false)]
    [InlineData("a: b # {\"\\u0024imagepolicy\": \"webshop:webui\"}", false)]
    [InlineData("", false)]
    public static void Skips_files_without_the_quoted_key_like_Flux(string text, bool expected) =>
        ManifestReader.MayContainMarkers(Encoding.UTF8.GetBytes(text)).Should().Be(expected);

    [Fact]
    public static void Reads_the_marked_values_of_all_apps()
    {
        Manifest manifest = new(
            "webshop/dev/app.yaml",
            """
            image: webui:1.0 # {"$imagepolicy": "webshop:webui"}
            other: value
            cart:
              newTag: 7.10 # {"$imagepolicy": "webshop:cart:tag"}
            """
        );

        ManifestReader
            .Read(manifest)
            .Should()
            .Equal(
                new MarkedScalar(manifest.Path, 1, Policy("webui"), MarkerField.Image, "webui:1.0"),
                new MarkedScalar(manifest.Path, 4, Policy("cart"), MarkerField.Tag, "7.10")
            );
    }

    [Fact]
    public static void Does_not_parse_a_file_without_markers() =>
        ManifestReader.Read(new Manifest("template.yaml", "{{ if .x }}\na: b\n{{ end }}\n")).Should().BeEmpty();

    [Fact]
    public static void Rejects_invalid_YAML_with_a_marker()
    {
        Manifest manifest = new("webshop/dev/app.yaml", "a: b # {\"$imagepolicy\": \"webshop:webui\"}\n  c: d\n");
        var read = () => ManifestReader.Read(manifest);

        var failure = read.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().StartWith("webshop/dev/app.yaml:2:3: invalid YAML: ");
        failure.Hint.Should().NotBeNullOrEmpty();
        ManifestReader.TryRead(manifest, out var marked).Should().BeFalse();
        marked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("!!]")]
    [InlineData("a: b\n...{")]
    [InlineData("? :")]
    [InlineData("b: \0")]
    [InlineData("b: c\0d: e")]
    [InlineData("b: *")]
    [InlineData("b: \"\\x")]
    [InlineData("%YAML 9999999999.1\n---")]
    [InlineData("'")]
    public static void Reports_the_position_of_YAML_that_the_parser_fails_on(string text)
    {
        Manifest manifest = new("app.yaml", $"# {{\"$imagepolicy\": \"webshop:webui:tag\"}}\n{text}");

        var read = () => ManifestReader.Read(manifest);
        var rewrite = () =>
            ManifestRewriter.Rewrite(manifest, Policy("webui"), new ImageVersion(ImageTag.Parse("2.0")));

        read.Should()
            .Throw<PromotionException>()
            .Which.Message.Should()
            .MatchRegex("^app.yaml:[1-4]:[0-9]+: invalid YAML: .+");
        rewrite.Should().Throw<PromotionException>().Which.Kind.Should().Be(FailureKind.Rejected);
        ManifestRewriter
            .Rewrite(manifest, Policy("cart"), new ImageVersion(ImageTag.Parse("2.0")))
            .SlotCount.Should()
            .Be(0);
    }

    [Fact]
    public static void Reports_the_line_and_the_column_of_a_null_character()
    {
        Manifest manifest = new("app.yaml", "a: b # {\"$imagepolicy\": \"webshop:webui\"}\nc: \0\n");
        var read = () => ManifestReader.Read(manifest);

        read.Should()
            .Throw<PromotionException>()
            .WithMessage("app.yaml:2:4: invalid YAML: the character U+0000 is not allowed");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public static void Rejects_nesting_of_more_than_a_thousand_levels(string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 100_000));
        Manifest manifest = new("app.yaml", $"# {{\"$imagepolicy\": \"webshop:webui\"}}\n{text}");
        var read = () => ManifestReader.Read(manifest);

        read.Should()
            .Throw<PromotionException>()
            .WithMessage("app.yaml:2:*: invalid YAML: nested more than 1000 levels deep");
    }

    [Fact]
    public static void Reads_nesting_of_a_thousand_levels()
    {
        var text = $"{new string('[', 1_000)}a # {{\"$imagepolicy\": \"webshop:webui\"}}\n{new string(']', 1_000)}";

        ManifestReader.Read(new Manifest("app.yaml", text)).Should().ContainSingle();
    }

    [Fact]
    public static void TryRead_succeeds_for_valid_YAML()
    {
        Manifest manifest = new("app.yaml", "a: b # {\"$imagepolicy\": \"webshop:webui\"}\n");

        ManifestReader.TryRead(manifest, out var marked).Should().BeTrue();
        marked.Should().HaveCount(1);
    }

    private static ImagePolicy Policy(string app) => new(GroupName.Parse("webshop"), AppName.Parse(app));
}
