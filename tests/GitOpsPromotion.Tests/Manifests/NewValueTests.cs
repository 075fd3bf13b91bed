using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>What a marked scalar becomes, from its marker and its old value; and what it refuses.</summary>
public static class NewValueTests
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
    public static void An_image_takes_the_digest_of_the_promotion(string old) =>
        Rewrite("image", old, "", new(ImageTag.Parse("2.0"), Digest)).Should().Be($"app:2.0@{Digest}");

    [Theory]
    [InlineData("app:1.0")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("${IMAGE}")]
    public static void An_image_takes_the_repository_of_the_promotion_whatever_it_was(string old) =>
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
    public static void An_image_whose_repository_is_not_known_is_refused(string old) =>
        Refusal("image", old, "", new(ImageTag.Parse("2.0")))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui is '{old.Trim('\'')}', which is no image reference.");

    [Theory]
    [InlineData("imageTag", "latest")]
    [InlineData("appVersion", "main")]
    [InlineData("app-digest", "none")]
    [InlineData("image", "1.2.3")]
    [InlineData("image", "v7.10")]
    [InlineData("image", "v1")]
    [InlineData("image", "1.2.3-rc.1")]
    public static void A_bare_version_with_the_marker_of_an_image_is_refused(string key, string old) =>
        Refusal(key, old, "", new(ImageTag.Parse("2.0")))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui is '{old}', which is no image but a version.");

    [Theory]
    [InlineData("imageTag", "ghcr.io/org/app")]
    [InlineData("imageTag", "app:latest")]
    [InlineData("image", "3scale")]
    [InlineData("image", "k3s-1.28")]
    public static void What_tells_a_repository_is_an_image(string key, string old) =>
        Rewrite(key, old, "", new(ImageTag.Parse("2.0"))).Should().EndWith(":2.0");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("' '")]
    public static void An_empty_image_is_refused(string old) =>
        Refusal("image", old, "", new(ImageTag.Parse("2.0")))
            .Should()
            .Be("app.yaml:2: the value marked webshop:webui is empty, so the repository is not known.");

    [Fact]
    public static void A_long_value_is_not_repeated_in_full() =>
        Refusal("image", $"a {new string('b', 200)}", "", new(ImageTag.Parse("2.0")))
            .Should()
            .Contain($"'a {new string('b', 77)}…'");

    [Theory]
    [InlineData("newTag", "tag")]
    [InlineData("tag", "tag")]
    [InlineData("digest", "digest")]
    public static void A_tag_or_a_digest_with_the_marker_of_an_image_is_refused(string key, string field)
    {
        var failure = Failing(key, "ghcr.io/org/app:1.0", "", new(ImageTag.Parse("2.0"), Digest, Image));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                $"app.yaml:2: the value marked webshop:webui is a {field}, but the marker asks for the whole image reference."
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
    public static void A_tag_becomes_the_tag_and_a_whole_image_stays_one(string key, string old, string expected) =>
        Rewrite(key, old, ":tag", new(ImageTag.Parse("2.0.0"))).Should().Be(expected);

    [Fact]
    public static void A_tag_with_a_digest_takes_the_digest_of_the_promotion() =>
        Rewrite("tag", "1.0@sha256:0123", ":tag", new(ImageTag.Parse("2.0"), Digest)).Should().Be($"2.0@{Digest}");

    [Fact]
    public static void A_bare_tag_does_not_take_the_digest() =>
        Rewrite("tag", "v1", ":tag", new(ImageTag.Parse("v2"), Digest)).Should().Be("v2");

    [Fact]
    public static void A_tag_that_may_be_an_image_and_is_none_is_refused() =>
        Refusal("tag", "a:b:c", ":tag", new(ImageTag.Parse("2.0")))
            .Should()
            .Be("app.yaml:2: the value marked webshop:webui:tag is 'a:b:c', which is no image reference.");

    [Fact]
    public static void A_name_stays_without_another_repository() =>
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
    public static void A_digest_is_refused_where_the_promotion_has_none()
    {
        var failure = Failing("digest", "sha256:0123", ":digest", new(ImageTag.Parse("2.0")));

        failure
            .Message.Should()
            .Be(
                "app.yaml:2: the value marked webshop:webui:digest needs a digest, and the promotion has none: with the old digest, the old image would stay."
            );
        failure
            .Hint.Should()
            .Be("Give the new image's digest too (--digest sha256:…), or remove the marker webshop:webui:digest.");
    }

    [Theory]
    [InlineData("!!int 1")]
    [InlineData("!!float 1.0")]
    [InlineData("!<tag:yaml.org,2002:int> 1")]
    public static void A_value_with_the_tag_of_another_type_is_refused(string old) =>
        Refusal("tag", old, ":tag", new(ImageTag.Parse("2.0")))
            .Should()
            .MatchRegex(
                "^app.yaml:2: the value marked webshop:webui:tag has the YAML tag !!(int|float), with which no version is a string.$"
            );

    [Fact]
    public static void A_value_with_the_tag_of_another_type_never_holds_the_version() =>
        Refusal("tag", "!!int 1", ":tag", new(ImageTag.Parse("1"))).Should().Contain("has the YAML tag !!int");

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
    public static void A_value_that_is_more_than_a_tag_is_refused(string old)
    {
        var failure = Failing("arg", old, ":tag", new(ImageTag.Parse("v2")));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be($"app.yaml:2: the value marked webshop:webui:tag is '{old.Trim('\'')}', which is not a tag.");
        failure.Hint.Should().StartWith("A marker replaces the whole value. Mark a value that holds only the tag,");
    }

    [Theory]
    [InlineData("--image=ghcr.io/org/app:1", "")]
    [InlineData("--image=ghcr.io/org/app:1", ":tag")]
    [InlineData("IMAGE=ghcr.io/org/app:1", "")]
    [InlineData("not an image", "")]
    public static void A_value_that_is_more_than_an_image_is_refused_even_with_another_repository(
        string old,
        string field
    )
    {
        var failure = Failing("arg", old, field, new(ImageTag.Parse("v2"), Digest, Image));

        failure
            .Message.Should()
            .Be($"app.yaml:2: the value marked webshop:webui{field} is '{old}', which is no image reference.");
        failure.Hint.Should().EndWith("and nothing else.");
    }

    [Theory]
    [InlineData("--repository=org/app")]
    [InlineData("ghcr.io/org/app:1.0")]
    public static void A_value_that_is_more_than_a_repository_is_refused(string old) =>
        Refusal("arg", old, ":name", new(ImageTag.Parse("v2"), Image: Image))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui:name is '{old}', which is not a repository.");

    [Theory]
    [InlineData("--digest=sha256:0123")]
    [InlineData("ghcr.io/org/app@sha256:0123")]
    public static void A_value_that_is_more_than_a_digest_is_refused(string old) =>
        Refusal("arg", old, ":digest", new(ImageTag.Parse("v2"), Digest))
            .Should()
            .Be($"app.yaml:2: the value marked webshop:webui:digest is '{old}', which is not a digest.");

    [Fact]
    public static void An_empty_block_scalar_is_refused()
    {
        var manifest = Marked("a: b\ntag: | # M\nc: d\n", ":tag");
        var rewrite = () => ManifestRewriter.Rewrite(manifest, Webui, new(ImageTag.Parse("2.0")));

        rewrite
            .Should()
            .Throw<PromotionException>()
            .WithMessage(
                "app.yaml:2: the value marked webshop:webui:tag is an empty block scalar, which cannot take a version."
            );
    }

    private static string Rewrite(string key, string old, string field, ImageVersion version)
    {
        var text = ManifestRewriter.Rewrite(Marked($"a: b\n{key}: {old} # M\n", field), Webui, version).Text;
        return text.Split('\n')[1].Split(" # ")[0][$"{key}: ".Length..];
    }

    private static string Refusal(string key, string old, string field, ImageVersion version) =>
        Failing(key, old, field, version).Message;

    private static PromotionException Failing(string key, string old, string field, ImageVersion version)
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
