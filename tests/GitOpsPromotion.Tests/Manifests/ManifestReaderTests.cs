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
    public static void Knows_manifests_by_their_name(string path, bool expected) =>
        ManifestReader.IsManifest(path).Should().Be(expected);

    [Theory]
    [InlineData("a: b # {\"$imagepolicy\": \"webshop:webui\"}", true)]
    [InlineData("\"$imagepolicy\"", true)]
    [InlineData("a: b # {'$imagepolicy': 'webshop:webui'}", false)]
    [InlineData("a: b # {\"\\u0024imagepolicy\": \"webshop:webui\"}", false)]
    [InlineData("", false)]
    public static void Screens_files_by_the_bytes_that_Flux_looks_for(string text, bool expected) =>
        ManifestReader.MayHoldMarkers(Encoding.UTF8.GetBytes(text)).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("a: b\r\n")]
    [InlineData("\uFEFFa: é😀\n")]
    [InlineData("a: \0\uFFFD\n")]
    public static void Decodes_and_encodes_to_the_same_bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var manifest = ManifestReader.Decode("app.yaml", bytes);

        manifest.Should().Be(new Manifest("app.yaml", text));
        ManifestReader.Encode(manifest.Text).Should().Equal(bytes);
    }

    [Fact]
    public static void Refuses_bytes_that_are_no_UTF8_only_where_the_app_is_marked()
    {
        var content = Encoding.Latin1.GetBytes("a: é # {\"$imagepolicy\": \"webshop:webui:tag\"}\n");
        var manifest = ManifestReader.Decode("webshop/dev/app.yaml", content);
        ImageVersion version = new(ImageTag.Parse("2.0"));

        var rewrite = () => ManifestRewriter.Rewrite(manifest, Policy("webui"), version);
        var read = () => ManifestReader.Read(manifest);

        var failure = rewrite.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Be("webshop/dev/app.yaml holds a marker and is no UTF-8: byte 3 is wrong.");
        failure.Hint.Should().Be("Save the file in UTF-8.");
        read.Should().Throw<PromotionException>();
        ManifestRewriter.Rewrite(manifest, Policy("cart"), version).Marks.Should().Be(0);

        static ImagePolicy Policy(string app) => new(GroupName.Parse("webshop"), AppName.Parse(app));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", false)]
    public static void Refuses_UTF16_and_UTF32_only_where_the_app_is_marked(string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] content =
        [
            .. withMark ? encoding.GetPreamble() : [],
            .. encoding.GetBytes("a: é # {\"$imagepolicy\": \"webshop:webui:tag\"}\n"),
        ];
        ImageVersion version = new(ImageTag.Parse("2.0"));

        ManifestReader.MayName(content).Should().BeTrue();
        var manifest = ManifestReader.Decode("webshop/dev/app.yaml", content);
        var rewrite = () => ManifestRewriter.Rewrite(manifest, Policy("webui"), version);

        rewrite
            .Should()
            .Throw<PromotionException>()
            .Which.Message.Should()
            .Be("webshop/dev/app.yaml holds a marker and is encoded in UTF-16 or UTF-32, so it is not changed.");
        ManifestRewriter.Rewrite(manifest, Policy("cart"), version).Marks.Should().Be(0);
    }

    [Theory]
    [InlineData("a: b # M\nscript: |\n  one\n\t\n  two\n", "4:1")]
    [InlineData("a: b # M\nc:\n\td: e\n", "3:1")]
    [InlineData("a: b # M\nc: |\n\ttext\nd: e\n", "3:1")]
    [InlineData("a: b # M\nc: 'd\n\te'\nf:\n\t- g: h\n", "5:1")]
    public static void Names_the_line_of_a_tab(string text, string place)
    {
        Manifest manifest = new(
            "app.yaml",
            text.Replace("# M", "# {\"$imagepolicy\": \"webshop:webui\"}", StringComparison.Ordinal)
        );
        var read = () => ManifestReader.Read(manifest);

        read.Should()
            .Throw<PromotionException>()
            .Which.Message.Should()
            .Be(
                $"app.yaml:{place}: the file is no valid YAML: a tab indents this line, where YAML allows blanks only."
            );
    }

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
    public static void Does_not_parse_what_holds_no_marker() =>
        ManifestReader.Read(new Manifest("template.yaml", "{{ if .x }}\na: b\n{{ end }}\n")).Should().BeEmpty();

    [Fact]
    public static void Refuses_what_holds_a_marker_and_is_no_YAML()
    {
        Manifest manifest = new("webshop/dev/app.yaml", "a: b # {\"$imagepolicy\": \"webshop:webui\"}\n  c: d\n");
        var read = () => ManifestReader.Read(manifest);

        var failure = read.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().StartWith("webshop/dev/app.yaml:2:3: the file is no valid YAML: ");
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
    public static void Names_the_place_of_a_text_that_surprises_the_parser(string text)
    {
        Manifest manifest = new("app.yaml", $"# {{\"$imagepolicy\": \"webshop:webui:tag\"}}\n{text}");

        var read = () => ManifestReader.Read(manifest);
        var rewrite = () =>
            ManifestRewriter.Rewrite(manifest, Policy("webui"), new ImageVersion(ImageTag.Parse("2.0")));

        read.Should()
            .Throw<PromotionException>()
            .Which.Message.Should()
            .MatchRegex("^app.yaml:[1-4]:[0-9]+: the file is no valid YAML: .+");
        rewrite.Should().Throw<PromotionException>().Which.Kind.Should().Be(FailureKind.Rejected);
        ManifestRewriter
            .Rewrite(manifest, Policy("cart"), new ImageVersion(ImageTag.Parse("2.0")))
            .Marks.Should()
            .Be(0);
    }

    [Fact]
    public static void Names_the_line_and_the_column_of_a_null_character()
    {
        Manifest manifest = new("app.yaml", "a: b # {\"$imagepolicy\": \"webshop:webui\"}\nc: \0\n");
        var read = () => ManifestReader.Read(manifest);

        read.Should()
            .Throw<PromotionException>()
            .WithMessage("app.yaml:2:4: the file is no valid YAML: the character U+0000 is not allowed");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public static void Refuses_what_nests_too_deep(string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 100_000));
        Manifest manifest = new("app.yaml", $"# {{\"$imagepolicy\": \"webshop:webui\"}}\n{text}");
        var read = () => ManifestReader.Read(manifest);

        read.Should()
            .Throw<PromotionException>()
            .WithMessage("app.yaml:2:*: the file is no valid YAML: more than 1000 levels lie in each other");
    }

    [Fact]
    public static void Reads_what_nests_a_thousand_levels_deep()
    {
        var text = $"{new string('[', 1_000)}a # {{\"$imagepolicy\": \"webshop:webui\"}}\n{new string(']', 1_000)}";

        ManifestReader.Read(new Manifest("app.yaml", text)).Should().ContainSingle();
    }

    [Fact]
    public static void Tries_to_read_what_is_YAML()
    {
        Manifest manifest = new("app.yaml", "a: b # {\"$imagepolicy\": \"webshop:webui\"}\n");

        ManifestReader.TryRead(manifest, out var marked).Should().BeTrue();
        marked.Should().HaveCount(1);
    }

    private static ImagePolicy Policy(string app) => new(GroupName.Parse("webshop"), AppName.Parse(app));
}
