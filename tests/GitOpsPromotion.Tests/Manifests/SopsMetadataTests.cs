using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>Files with SOPS metadata. M stands for the marker.</summary>
public static class SopsMetadataTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));

    [Theory]
    [InlineData("tag: v1 # M\nsops:\n  mac: ENC[x]\n", 3)]
    [InlineData("sops:\n  kms: []\n  mac: ENC[x]\nspec:\n  tag: v1 # M\n", 3)]
    [InlineData("sops: {mac: 'ENC[x]'}\ntag: v1 # M\n", 1)]
    [InlineData("tag: v1 # M\nsops:\n  mac: ENC[x]\n  mac_only_encrypted: false\n", 3)]
    [InlineData("a: b\n---\ntag: v1 # M\nsops:\n  mac: ENC[x]\n", 5)]
    // SOPS computes one MAC over all documents of the file.
    [InlineData("tag: v1 # M\n---\na: b\nsops:\n  mac: ENC[x]\n", 5)]
    [InlineData("a: b\nsops:\n  mac: ENC[x]\n---\ntag: v1 # M\n", 3)]
    public static void A_file_whose_MAC_covers_the_value_is_not_changed(string manifest, int macLine)
    {
        var rewrite = () => Rewrite(manifest, "v2");

        var failure = rewrite.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Match(
                $"app.yaml:*: the value marked webshop:webui:tag is covered by the SOPS MAC at app.yaml:{macLine}: *"
            );
        failure.Hint.Should().Contain("mac_only_encrypted: true");
    }

    [Theory]
    [InlineData("tag: v1 # M\nsops:\n  mac: ENC[x]\n  mac_only_encrypted: true\n")]
    [InlineData("tag: v1 # M\nsops: text\n")]
    [InlineData("tag: v1 # M\nsops:\n  image: x\n")]
    [InlineData("tag: v1 # M\nsops:\n- mac: x\n")]
    [InlineData("tag: v1 # M\nvalues:\n  sops:\n    mac: x\n")]
    public static void A_file_whose_MAC_does_not_cover_the_value_is_changed(string manifest) =>
        Rewrite(manifest, "v2").Text.Should().Be(WithMarkers(manifest.Replace("v1", "v2", StringComparison.Ordinal)));

    [Fact]
    public static void A_file_that_already_has_the_version_is_accepted() =>
        Rewrite("tag: v1 # M\nsops:\n  mac: ENC[x]\n", "v1").Changes.Should().BeEmpty();

    private static ManifestRewrite Rewrite(string manifest, string tag) =>
        ManifestRewriter.Rewrite(
            new Manifest("app.yaml", WithMarkers(manifest)),
            Webui,
            new ImageVersion(ImageTag.Parse(tag))
        );

    private static string WithMarkers(string manifest) =>
        manifest.Replace("# M", "# {\"$imagepolicy\": \"webshop:webui:tag\"}", StringComparison.Ordinal);
}
