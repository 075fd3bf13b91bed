using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>The quotes of rewritten values, and the digests that they lose. M stands for the marker.</summary>
public static class ManifestQuotesTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));
    private static readonly string Sha = $"sha256:{new string('a', 64)}";

    [Theory]
    [InlineData("old", "\"1.20\"")]
    [InlineData("1.0", "\"1.20\"")]
    [InlineData("'1.0'", "'1.20'")]
    [InlineData("\"1.0\"", "\"1.20\"")]
    [InlineData("!!str 1.0", "!!str 1.20")]
    [InlineData("! 1.0", "! 1.20")]
    [InlineData("!foo 1.0", "!foo \"1.20\"")]
    [InlineData("&x 1.0", "&x \"1.20\"")]
    public static void Quotes_a_plain_value_that_would_be_a_number(string old, string written) =>
        Rewrite(WithMarkers($"tag: {old} # M\n"), "1.20").Text.Should().Be(WithMarkers($"tag: {written} # M\n"));

    [Theory]
    [InlineData("1.10")]
    [InlineData("1e5")]
    [InlineData("0474915")]
    [InlineData("2026-11-28")]
    [InlineData("off")]
    public static void Quotes_a_value_of_another_type_with_the_text_of_the_version(string tag)
    {
        var rewrite = Rewrite(WithMarkers($"tag: {tag} # M\n"), tag);

        rewrite.Text.Should().Be(WithMarkers($"tag: \"{tag}\" # M\n"));
        rewrite.Changes.Should().ContainSingle().Which.AddsQuotes.Should().BeTrue();
    }

    [Theory]
    [InlineData("'1e5'")]
    [InlineData("\"1e5\"")]
    [InlineData("!!str 1e5")]
    public static void Does_not_change_a_string_that_is_the_version(string written) =>
        Rewrite(WithMarkers($"tag: {written} # M\n"), "1e5").Changes.Should().BeEmpty();

    [Fact]
    public static void Does_not_change_a_repository_that_looks_like_a_number() =>
        Rewrite(Marked("newName: 123 # M\n", ":name"), "2.0").Changes.Should().BeEmpty();

    [Fact]
    public static void Reports_that_a_digest_was_removed() =>
        Rewrite(Marked($"image: ghcr.io/org/app:v1@{Sha} # M\n", ""), "v2")
            .Changes.Should()
            .ContainSingle()
            .Which.RemovesDigest.Should()
            .BeTrue();

    [Fact]
    public static void Does_not_report_a_digest_that_was_replaced() =>
        Rewrite(Marked($"image: ghcr.io/org/app:v1@sha256:0 # M\n", ""), "v2", Sha)
            .Changes.Should()
            .ContainSingle()
            .Which.RemovesDigest.Should()
            .BeFalse();

    [Fact]
    public static void Quotes_an_image_in_braces_like_Flux() =>
        Rewrite(Marked("a: {\n  image: app:1, # M\n}\n", ""), "2")
            .Text.Should()
            .Be(Marked("a: {\n  image: 'app:2', # M\n}\n", ""));

    private static string WithMarkers(string manifest) => Marked(manifest, ":tag");

    private static string Marked(string manifest, string field) =>
        manifest.Replace("# M", $"# {{\"$imagepolicy\": \"webshop:webui{field}\"}}", StringComparison.Ordinal);

    private static ManifestRewrite Rewrite(string text, string tag, string? digest = null) =>
        ManifestRewriter.Rewrite(
            new Manifest("apps/app.yaml", text),
            Webui,
            new ImageVersion(ImageTag.Parse(tag), digest is null ? null : ImageDigest.Parse(digest))
        );
}
