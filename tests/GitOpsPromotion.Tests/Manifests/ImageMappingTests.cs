using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>How other keys of the mapping affect a marked value. In each input, IMAGE, TAG and DIGEST stand for markers.</summary>
public static class ImageMappingTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));
    private static readonly string Sha = $"sha256:{new string('b', 64)}";

    [Theory]
    [InlineData("newName: ghcr.io/org/app IMAGE\n")]
    [InlineData("newName: ghcr.io/org/app:v1 IMAGE\n")]
    [InlineData("newName: ghcr.io/org/app IMAGE\nnewTag: v1\n")]
    [InlineData("name: ghcr.io/org/app IMAGE\nnewTag: v1\n")]
    [InlineData("tag: v1\nrepository: ghcr.io/org/app IMAGE\n")]
    [InlineData("repository: ghcr.io/org/app IMAGE\ntag: ''\n")]
    [InlineData("repository: ghcr.io/org/app IMAGE\ndigest: sha256:0\n")]
    [InlineData("image: ghcr.io/org/app IMAGE\ntag: v1\n")]
    [InlineData("image: ghcr.io/org/app IMAGE\nimageTag: v1\n")]
    [InlineData("imageName: app IMAGE\nimageTag: v1\n")]
    [InlineData("{repository: app, IMAGE\n tag: v1}\n")]
    [InlineData("repo: ghcr.io/org/app IMAGE\ntag: v1\n")]
    [InlineData("web: app IMAGE\nnewTag: v1\n")]
    [InlineData("webImage: ghcr.io/org/app IMAGE\nwebTag: v1\n")]
    [InlineData("web_image: ghcr.io/org/app IMAGE\nweb_image_tag: v1\n")]
    [InlineData("a: &a {tag: v1}\nb:\n  <<: *a\n  repository: ghcr.io/org/app IMAGE\n")]
    public static void A_repository_with_its_tag_in_another_key_rejects_the_marker_of_an_image(string manifest)
    {
        var failure = Failing(manifest);

        failure
            .Message.Should()
            .Match(
                "app.yaml:*: the value marked webshop:webui is a repository whose tag or digest is in another key, but its marker is for a whole image reference."
            );
        failure.Hint.Should().Be("""Write the marker {"$imagepolicy": "webshop:webui:name"} in that line.""");
    }

    [Theory]
    [InlineData("newName: ghcr.io/org/app TAG\nnewTag: v1\n")]
    [InlineData("newName: app TAG\n")]
    [InlineData("repository: app TAG\ntag: v1 TAG\n")]
    [InlineData("image: ghcr.io/org/app TAG\ntag: v1 TAG\n")]
    public static void A_repository_rejects_the_marker_of_a_tag(string manifest)
    {
        var failure = Failing(manifest);

        failure
            .Message.Should()
            .Match(
                "app.yaml:1: the value marked webshop:webui:tag is '*', a repository whose tag or digest is in another key."
            );
        failure.Hint.Should().Be("""Write the marker {"$imagepolicy": "webshop:webui:name"} in that line.""");
    }

    [Fact]
    public static void A_registry_needs_no_marker() =>
        Failing("registry: ghcr.io IMAGE\nrepository: org/app\ntag: v1\n")
            .Hint.Should()
            .Be("Remove the marker from that line, and mark the tag with webshop:webui:tag.");

    [Theory]
    [InlineData("repository: org/app:v1 IMAGE\n", "repository: org/app:v2 IMAGE\n")]
    [InlineData("name: org/app IMAGE\nimage: x\n", "name: org/app:v2 IMAGE\nimage: x\n")]
    [InlineData("image: org/app:v1 IMAGE\ntag: ci\n", "image: org/app:v2 IMAGE\ntag: ci\n")]
    [InlineData("image: org/app IMAGE\nsub: {tag: v1}\n", "image: org/app:v2 IMAGE\nsub: {tag: v1}\n")]
    [InlineData("repository: org/app IMAGE\ndigest: ''\n", "repository: org/app:v2 IMAGE\ndigest: ''\n")]
    public static void A_whole_image_reference_gets_the_version(string manifest, string expected) =>
        Rewrite(manifest, "v2").Should().Be(Marked(expected));

    [Theory]
    [InlineData("tag: v1 TAG\ndigest: sha256:0\n", 2, 3)]
    [InlineData("digest: sha256:0\nrepository: org/app\ntag: v1 TAG\n", 4, 2)]
    [InlineData("- name: org/app\n  newTag: v1 TAG\n  digest: \"sha256:0\"\n", 3, 4)]
    [InlineData("- {newTag: v1, TAG\n   digest: sha256:0}\n", 2, 3)]
    [InlineData("imageTag: v1 TAG\nimageDigest: sha256:0\n", 2, 3)]
    [InlineData("tag: v1 TAG\ndigest: *d\n", 2, 3)]
    [InlineData("a: &a\n  digest: sha256:0\nb:\n  <<: *a\n  tag: v1 TAG\n", 6, 3)]
    [InlineData("a: &a\n  digest: sha256:0\nb: &b\n  <<: *a\nc:\n  tag: v1 TAG\n  <<: [*b]\n", 7, 3)]
    [InlineData("b:\n  <<: {digest: sha256:0}\n  tag: v1 TAG\n", 4, 3)]
    [InlineData("a: &a\n  tag: v1 TAG\nb:\n  <<: *a\n  digest: sha256:0\n", 3, 6)]
    [InlineData("repository: org/app@sha256:0\ntag: v1 TAG\n", 3, 2)]
    [InlineData("newName: org/app@sha256:0\nnewTag: v1 TAG\n", 3, 2)]
    [InlineData("tag: v1 TAG\nsha: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", 2, 3)]
    // The tag is up to date, but the digest is of another image.
    [InlineData("tag: v2 TAG\ndigest: sha256:0\n", 2, 3)]
    public static void A_tag_next_to_a_digest_without_a_marker_is_rejected(string manifest, int tagLine, int digestLine)
    {
        var failure = Failing($"---\n{manifest}");

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().StartWith($"app.yaml:{tagLine}: the value marked webshop:webui:tag is next to '");
        failure.Message.Should().Contain($"' at app.yaml:{digestLine}, which has no marker");
        failure.Hint.Should().StartWith("Remove the digest");
    }

    [Fact]
    public static void The_hint_is_to_mark_a_digest_next_to_a_tag() =>
        Failing("tag: v1 TAG\ndigest: sha256:0\n")
            .Hint.Should()
            .Contain("""{"$imagepolicy": "webshop:webui:digest"}""")
            .And.Contain("--digest");

    [Fact]
    public static void The_marker_of_another_app_is_named() =>
        Failing("tag: v1 TAG\ndigest: sha256:0 # {\"$imagepolicy\": \"webshop:cart:digest\"}\n")
            .Message.Should()
            .Contain(
                "'digest' at app.yaml:2, which has the marker webshop:cart:digest: the old digest would keep the old image"
            );

    [Theory]
    [InlineData("image: org/app:v1 IMAGE\nimageDigest: sha256:0\n")]
    [InlineData("image: org/app:v1 IMAGE\ndigest: sha256:0\n")]
    [InlineData("web_image: org/app:v1 IMAGE\nweb_image_digest: sha256:0\n")]
    public static void An_image_reference_next_to_a_digest_is_rejected(string manifest)
    {
        var failure = Failing(manifest);

        failure.Message.Should().Contain("webshop:webui is next to '").And.Contain("which has no marker");
        failure.Hint.Should().Be("Remove the digest: the image reference gets the digest of --digest.");
    }

    [Theory]
    [InlineData("tag: v1 TAG\ndigest: ''\n")]
    [InlineData("tag: v1 TAG\ndigest:\n")]
    [InlineData("tag: v1 TAG\ndigest: ~\n")]
    [InlineData("tag: v1 TAG\nother: {digest: sha256:0}\n")]
    [InlineData("a: {digest: sha256:0}\ntag: v1 TAG\n")]
    [InlineData("tag: v1 TAG\nsha: 0a1b2c3d\n")]
    [InlineData("a: &a {digest: sha256:0}\nb:\n  <<: *a\n  digest: ''\n  tag: v1 TAG\n")]
    [InlineData("a: &a {tag: v1, TAG\n  x: y}\nb: {<<: *a, tag: own, digest: sha256:0}\n")]
    [InlineData("a: &a {digest: sha256:0}\nb:\n  other: *a\n  tag: v1 TAG\n")]
    [InlineData("a: &a\n  <<: *a\n  tag: v1 TAG\n")]
    [InlineData("- v1 TAG\n- digest: sha256:0\n")]
    public static void A_tag_without_a_digest_next_to_it_gets_the_version(string manifest) =>
        Rewrite(manifest, "v2").Should().Be(Marked(manifest).Replace("v1", "v2", StringComparison.Ordinal));

    [Fact]
    public static void A_tag_next_to_a_marked_digest_gets_the_tag_and_the_digest() =>
        Rewrite("tag: v1 TAG\ndigest: sha256:0 DIGEST\n", "v2", Sha)
            .Should()
            .Be(Marked($"tag: v2 TAG\ndigest: {Sha} DIGEST\n"));

    [Fact]
    public static void A_tag_next_to_the_digest_of_the_promotion_gets_the_version() =>
        Rewrite($"tag: v1 TAG\ndigest: {Sha}\n", "v2", Sha).Should().Be(Marked($"tag: v2 TAG\ndigest: {Sha}\n"));

    private static PromotionException Failing(string manifest)
    {
        var rewrite = () => Rewrite(manifest, "v2");
        return rewrite.Should().Throw<PromotionException>().Which;
    }

    private static string Rewrite(string manifest, string tag, string? digest = null) =>
        ManifestRewriter
            .Rewrite(
                new Manifest("app.yaml", Marked(manifest)),
                Webui,
                new ImageVersion(ImageTag.Parse(tag), digest is null ? null : ImageDigest.Parse(digest))
            )
            .Text;

    private static string Marked(string manifest) =>
        manifest
            .Replace("IMAGE", "# {\"$imagepolicy\": \"webshop:webui\"}", StringComparison.Ordinal)
            .Replace("TAG", "# {\"$imagepolicy\": \"webshop:webui:tag\"}", StringComparison.Ordinal)
            .Replace("DIGEST", "# {\"$imagepolicy\": \"webshop:webui:digest\"}", StringComparison.Ordinal);
}
