using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>The new value of a marked image reference, and the values that are rejected.</summary>
public static class NewImageTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));
    private static readonly ImageDigest Digest = ImageDigest.Parse($"sha256:{new string('a', 64)}");
    private static readonly ImageRepository Image = ImageRepository.Parse("ghcr.io/org/other");

    [Theory]
    [InlineData("app", "app:2.0")]
    [InlineData("app:1.0", "app:2.0")]
    [InlineData("app@sha256:0123", "app:2.0")]
    [InlineData("app:1.0@sha256:0123", "app:2.0")]
    [InlineData("ghcr.io/org/sub/app:1.0", "ghcr.io/org/sub/app:2.0")]
    [InlineData("localhost:5000/app", "localhost:5000/app:2.0")]
    [InlineData("localhost:5000/app:1.0", "localhost:5000/app:2.0")]
    [InlineData("${REGISTRY}/app:${TAG}", "${REGISTRY}/app:2.0")]
    [InlineData("\"  app:1.0 \"", "\"app:2.0\"")]
    public static void An_image_keeps_its_repository_and_loses_its_digest(string old, string expected) =>
        Rewrite("image", old, "", new(ImageTag.Parse("2.0"))).Should().Be(expected);

    [Theory]
    [InlineData("app:1.0")]
    [InlineData("app:1.0@sha256:0123")]
    public static void An_image_gets_the_digest_of_the_promotion(string old) =>
        Rewrite("image", old, "", new(ImageTag.Parse("2.0"), Digest)).Should().Be($"app:2.0@{Digest}");

    [Theory]
    [InlineData("app:1.0")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("${IMAGE}")]
    public static void An_image_gets_the_repository_of_the_promotion(string old) =>
        Rewrite("image", old, "", new(ImageTag.Parse("2.0"), Image: Image))
            .Trim('"')
            .Should()
            .Be("ghcr.io/org/other:2.0");

    [Theory]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("not an image")]
    [InlineData("a:b:c")]
    [InlineData("'app:'")]
    [InlineData("app@1.0")]
    [InlineData(":1.0")]
    [InlineData("sha256:0123")]
    [InlineData("https://ghcr.io/org/app:1.0")]
    public static void A_value_without_a_clear_repository_is_not_an_image(string old) =>
        MessageFor("image", old, "", new(ImageTag.Parse("2.0")))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui is '{old.Trim('\'')}', which is not an image reference.");

    [Theory]
    [InlineData("imageTag", "latest")]
    [InlineData("appVersion", "main")]
    [InlineData("app-digest", "none")]
    [InlineData("image", "1.2.3")]
    [InlineData("image", "v7.10")]
    [InlineData("image", "v1")]
    [InlineData("image", "1.2.3-rc.1")]
    public static void A_version_with_the_marker_of_an_image_is_rejected(string key, string old) =>
        MessageFor(key, old, "", new(ImageTag.Parse("2.0")))
            .Should()
            .Be(
                $"app.yaml:2: the value marked webshop:webui is '{old}', which is a version and not an image reference."
            );

    [Theory]
    [InlineData("imageTag", "ghcr.io/org/app")]
    [InlineData("imageTag", "app:latest")]
    [InlineData("image", "3scale")]
    [InlineData("image", "k3s-1.28")]
    public static void A_repository_without_a_tag_is_an_image(string key, string old) =>
        Rewrite(key, old, "", new(ImageTag.Parse("2.0"))).Should().EndWith(":2.0");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("' '")]
    public static void An_empty_image_is_rejected(string old) =>
        MessageFor("image", old, "", new(ImageTag.Parse("2.0")))
            .Should()
            .Be("app.yaml:2: the value marked webshop:webui is empty, so the repository is unknown.");

    [Fact]
    public static void A_long_value_is_shortened_in_the_message() =>
        MessageFor("image", $"a {new string('b', 200)}", "", new(ImageTag.Parse("2.0")))
            .Should()
            .Contain($"'a {new string('b', 77)}…'");

    [Theory]
    [InlineData("--image=ghcr.io/org/app:1", "")]
    [InlineData("--image=ghcr.io/org/app:1", ":tag")]
    [InlineData("IMAGE=ghcr.io/org/app:1", "")]
    [InlineData("not an image", "")]
    public static void A_value_that_is_more_than_an_image_is_rejected_even_with_a_repository(string old, string field)
    {
        var failure = FailureFor("arg", old, field, new(ImageTag.Parse("v2"), Digest, Image));

        failure
            .Message.Should()
            .Be($"app.yaml:2: the value marked webshop:webui{field} is '{old}', which is not an image reference.");
        failure.Hint.Should().EndWith("and nothing else.");
    }

    private static string Rewrite(string key, string old, string field, ImageVersion version)
    {
        var text = ManifestRewriter.Rewrite(Marked($"a: b\n{key}: {old} # M\n", field), Webui, version).Text;
        return text.Split('\n')[1].Split(" # ")[0][$"{key}: ".Length..];
    }

    private static string MessageFor(string key, string old, string field, ImageVersion version) =>
        FailureFor(key, old, field, version).Message;

    private static PromotionException FailureFor(string key, string old, string field, ImageVersion version)
    {
        var rewrite = () => ManifestRewriter.Rewrite(Marked($"a: b\n{key}: {old} # M\n", field), Webui, version);
        return rewrite.Should().Throw<PromotionException>().Which;
    }

    private static Manifest Marked(string text, string field) =>
        new(
            "app.yaml",
            text.Replace("# M", $"# {{\"$imagepolicy\": \"webshop:webui{field}\"}}", StringComparison.Ordinal)
        );
}
