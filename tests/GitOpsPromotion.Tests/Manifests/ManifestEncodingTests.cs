using System.Text;
using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class ManifestEncodingTests
{
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
    public static void Rejects_invalid_UTF8_only_in_a_file_with_a_marker_of_the_app()
    {
        var content = Encoding.Latin1.GetBytes("a: é # {\"$imagepolicy\": \"webshop:webui:tag\"}\n");
        var manifest = ManifestReader.Decode("webshop/dev/app.yaml", content);
        ImageVersion version = new(ImageTag.Parse("2.0"));

        var rewrite = () => ManifestRewriter.Rewrite(manifest, Policy("webui"), version);
        var read = () => ManifestReader.Read(manifest);

        var failure = rewrite.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Be("webshop/dev/app.yaml contains a marker but is not valid UTF-8 (offset 3).");
        failure.Hint.Should().Be("Save the file in UTF-8.");
        read.Should().Throw<PromotionException>();
        ManifestRewriter.Rewrite(manifest, Policy("cart"), version).SlotCount.Should().Be(0);
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
    public static void Rejects_UTF16_and_UTF32_only_in_a_file_with_a_marker_of_the_app(
        string name,
        bool withByteOrderMark
    )
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] content =
        [
            .. withByteOrderMark ? encoding.GetPreamble() : [],
            .. encoding.GetBytes("a: é # {\"$imagepolicy\": \"webshop:webui:tag\"}\n"),
        ];
        ImageVersion version = new(ImageTag.Parse("2.0"));

        ManifestReader.MayMentionMarkers(content).Should().BeTrue();
        var manifest = ManifestReader.Decode("webshop/dev/app.yaml", content);
        var rewrite = () => ManifestRewriter.Rewrite(manifest, Policy("webui"), version);

        rewrite
            .Should()
            .Throw<PromotionException>()
            .Which.Message.Should()
            .Be("webshop/dev/app.yaml contains a marker but is encoded in UTF-16 or UTF-32.");
        ManifestRewriter.Rewrite(manifest, Policy("cart"), version).SlotCount.Should().Be(0);
    }

    private static ImagePolicy Policy(string app) => new(GroupName.Parse("webshop"), AppName.Parse(app));
}
