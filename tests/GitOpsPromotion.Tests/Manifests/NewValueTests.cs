using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>The new value of a marked scalar, from its marker and its old value, and the values that are rejected.</summary>
public static class NewValueTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));
    private static readonly ImageDigest Digest = ImageDigest.Parse($"sha256:{new string('a', 64)}");
    private static readonly ImageRepository Image = ImageRepository.Parse("ghcr.io/org/other");

    [Theory]
    [InlineData("newTag", "tag")]
    [InlineData("tag", "tag")]
    [InlineData("digest", "digest")]
    public static void A_tag_or_a_digest_with_the_marker_of_an_image_is_rejected(string key, string field)
    {
        var failure = FailureFor(key, "ghcr.io/org/app:1.0", "", new(ImageTag.Parse("2.0"), Digest, Image));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                $"app.yaml:2: the value marked webshop:webui is a {field}, but its marker is for a whole image reference."
            );
        failure.Hint.Should().Be($$"""Write the marker {"$imagepolicy": "webshop:webui:{{field}}"} in that line.""");
    }

    [Theory]
    [InlineData("tag", "1.0", "2.0.0")]
    [InlineData("image", "ghcr.io/org/app:1.0", "ghcr.io/org/app:2.0.0")]
    [InlineData("tag", "ghcr.io/org/app:1.0", "ghcr.io/org/app:2.0.0")]
    [InlineData("image", "app@sha256:0123", "app:2.0.0")]
    [InlineData("tag", "1.0@sha256:0123", "2.0.0")]
    [InlineData("version", "1.0@sha256:0123", "2.0.0")]
    [InlineData("tag", "\"\"", "\"2.0.0\"")]
    [InlineData("tag", "latest", "2.0.0")]
    public static void A_tag_becomes_the_new_tag_and_an_image_stays_an_image(string key, string old, string expected) =>
        Rewrite(key, old, ":tag", new(ImageTag.Parse("2.0.0"))).Should().Be(expected);

    [Fact]
    public static void A_tag_with_a_digest_gets_the_digest_of_the_promotion() =>
        Rewrite("tag", "1.0@sha256:0123", ":tag", new(ImageTag.Parse("2.0"), Digest)).Should().Be($"2.0@{Digest}");

    [Fact]
    public static void A_tag_without_a_digest_gets_none() =>
        Rewrite("tag", "v1", ":tag", new(ImageTag.Parse("v2"), Digest)).Should().Be("v2");

    [Fact]
    public static void A_tag_with_colons_that_is_not_an_image_is_rejected() =>
        MessageFor("tag", "a:b:c", ":tag", new(ImageTag.Parse("2.0")))
            .Should()
            .Be("app.yaml:2: the value marked webshop:webui:tag is 'a:b:c', which is not an image reference.");

    [Fact]
    public static void A_name_stays_if_the_promotion_has_no_repository() =>
        Rewrite("newName", "ghcr.io/org/app", ":name", new(ImageTag.Parse("2.0"))).Should().Be("ghcr.io/org/app");

    [Fact]
    public static void A_name_becomes_the_repository_of_the_promotion() =>
        Rewrite("newName", "ghcr.io/org/app", ":name", new(ImageTag.Parse("2.0"), Image: Image))
            .Should()
            .Be("ghcr.io/org/other");

    [Fact]
    public static void A_digest_becomes_the_digest_of_the_promotion() =>
        Rewrite("digest", "sha256:0123", ":digest", new(ImageTag.Parse("2.0"), Digest)).Should().Be(Digest.Value);

    [Fact]
    public static void A_digest_is_rejected_if_the_promotion_has_none()
    {
        var failure = FailureFor("digest", "sha256:0123", ":digest", new(ImageTag.Parse("2.0")));

        failure
            .Message.Should()
            .Be(
                "app.yaml:2: the value marked webshop:webui:digest needs a digest, but the promotion has none: the old digest would keep the old image."
            );
        failure
            .Hint.Should()
            .Be("Pass the digest of the new image (--digest sha256:…), or remove the marker webshop:webui:digest.");
    }

    [Theory]
    [InlineData("!!int 1")]
    [InlineData("!!float 1.0")]
    [InlineData("!<tag:yaml.org,2002:int> 1")]
    public static void A_value_with_the_YAML_tag_of_another_type_is_rejected(string old) =>
        MessageFor("tag", old, ":tag", new(ImageTag.Parse("2.0")))
            .Should()
            .MatchRegex(
                "^app.yaml:2: the value marked webshop:webui:tag has the YAML tag !!(int|float), so the version would not be a string.$"
            );

    [Fact]
    public static void A_value_with_the_YAML_tag_of_another_type_is_never_up_to_date() =>
        MessageFor("tag", "!!int 1", ":tag", new(ImageTag.Parse("1"))).Should().Contain("has the YAML tag !!int");

    [Theory]
    [InlineData("--image-tag=v1")]
    [InlineData("APP_VERSION=v1")]
    [InlineData("-v1")]
    [InlineData("a b")]
    [InlineData("'>=1.0'")]
    [InlineData("'{{ .tag }}'")]
    [InlineData("v1,v2")]
    [InlineData("refs/tags/v1")]
    [InlineData("1:30")]
    public static void A_value_that_is_more_than_a_tag_is_rejected(string old)
    {
        var failure = FailureFor("arg", old, ":tag", new(ImageTag.Parse("v2")));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be($"app.yaml:2: the value marked webshop:webui:tag is '{old.Trim('\'')}', which is not a tag.");
        failure.Hint.Should().StartWith("A marker replaces the whole value. Mark a value that contains only the tag,");
    }

    [Theory]
    [InlineData("--repository=org/app")]
    [InlineData("ghcr.io/org/app:1.0")]
    public static void A_value_that_is_more_than_a_repository_is_rejected(string old) =>
        MessageFor("arg", old, ":name", new(ImageTag.Parse("v2"), Image: Image))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui:name is '{old}', which is not a repository.");

    [Theory]
    [InlineData("--digest=sha256:0123")]
    [InlineData("ghcr.io/org/app@sha256:0123")]
    public static void A_value_that_is_more_than_a_digest_is_rejected(string old) =>
        MessageFor("arg", old, ":digest", new(ImageTag.Parse("v2"), Digest))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui:digest is '{old}', which is not a digest.");

    [Fact]
    public static void An_empty_block_scalar_is_rejected()
    {
        var manifest = Marked("a: b\ntag: | # M\nc: d\n", ":tag");
        var rewrite = () => ManifestRewriter.Rewrite(manifest, Webui, new(ImageTag.Parse("2.0")));

        rewrite
            .Should()
            .Throw<PromotionException>()
            .WithMessage(
                "app.yaml:2: the value marked webshop:webui:tag is an empty block scalar, which cannot be set to a version."
            );
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
