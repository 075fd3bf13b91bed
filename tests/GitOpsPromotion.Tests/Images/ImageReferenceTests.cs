using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Images;
using Xunit;

namespace GitOpsPromotion.Tests.Images;

public static class ImageReferenceTests
{
    private static readonly string Sha = $"sha256:{new string('a', 64)}";

    [Theory]
    [InlineData("app", "app", null, null)]
    [InlineData("app:1.0", "app", "1.0", null)]
    [InlineData("app@sha256:abc", "app", null, "sha256:abc")]
    [InlineData("app:1.0@sha256:abc", "app", "1.0", "sha256:abc")]
    [InlineData("ghcr.io/org/app:1.0", "ghcr.io/org/app", "1.0", null)]
    [InlineData("localhost:5000", "localhost", "5000", null)]
    [InlineData("localhost:5000/app", "localhost:5000/app", null, null)]
    [InlineData("localhost:5000/a/b:1.0@sha256:abc", "localhost:5000/a/b", "1.0", "sha256:abc")]
    [InlineData("[::1]:5000/app:1.0", "[::1]:5000/app", "1.0", null)]
    [InlineData("Registry.example/App:Tag", "Registry.example/App", "Tag", null)]
    [InlineData("${REGISTRY}/app:${TAG:-1.0}", "${REGISTRY}/app", "${TAG:-1.0}", null)]
    [InlineData("${REGISTRY:-ghcr.io/org}/app", "${REGISTRY:-ghcr.io/org}/app", null, null)]
    [InlineData("app:1.0@${DIGEST}", "app", "1.0", "${DIGEST}")]
    [InlineData("app:1.0+build", "app", "1.0+build", null)]
    public static void Is_parsed_into_repository_tag_and_digest(
        string text,
        string repository,
        string? tag,
        string? digest
    )
    {
        var reference = ImageReference.Parse(text);

        (reference.Repository, reference.TagText, reference.DigestText).Should().Be((repository, tag, digest));
        reference.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" app")]
    [InlineData("app ")]
    [InlineData("app\n")]
    [InlineData("app:")]
    [InlineData("app@")]
    [InlineData("app@1.0")]
    [InlineData("app@sha256:")]
    [InlineData("app@sha256:a@sha256:b")]
    [InlineData(":1.0")]
    [InlineData("@sha256:abc")]
    [InlineData("a:b:c")]
    [InlineData("a:b/c:d/e")]
    [InlineData("host:port/app")]
    [InlineData("ghcr.io:/app")]
    [InlineData("/app")]
    [InlineData("app/")]
    [InlineData("a//b")]
    [InlineData("oci://ghcr.io/app:1.0")]
    [InlineData("app:{{ .Values.tag }}")]
    [InlineData("app:'1.0'")]
    [InlineData("app:ü")]
    [InlineData("sha256:abc")]
    [InlineData("sha512:abc")]
    [InlineData(null)]
    public static void A_text_with_an_ambiguous_repository_is_rejected(string? text)
    {
        ImageReference.TryParse(text, out var reference).Should().BeFalse();
        reference.Should().BeNull();
        FluentActions
            .Invoking(() => ImageReference.Parse(text!))
            .Should()
            .Throw<FormatException>()
            .WithMessage($"'{text}' is not a valid image reference. Expected {ImageReference.Form}.");
    }

    [Fact]
    public static void Tag_and_digest_are_null_if_they_are_invalid()
    {
        var reference = ImageReference.Parse("app:${TAG}@sha256:abc");

        reference.Tag.Should().BeNull();
        reference.Digest.Should().BeNull();
    }

    [Fact]
    public static void Has_a_valid_tag_and_a_valid_digest()
    {
        var reference = ImageReference.Parse($"app:1.0@{Sha}");

        reference.Tag.Should().Be(ImageTag.Parse("1.0"));
        reference.Digest.Should().Be(ImageDigest.Parse(Sha));
    }

    [Fact]
    public static void Removes_the_old_digest_with_the_old_tag() =>
        ImageReference
            .Parse($"localhost:5000/app:1.0@{Sha}")
            .With(new ImageVersion(ImageTag.Parse("2.0")))
            .Should()
            .Be("localhost:5000/app:2.0");

    [Fact]
    public static void Gets_the_digest_and_the_repository_of_the_version() =>
        ImageReference
            .Parse("app:1.0")
            .With(new(ImageTag.Parse("2.0"), ImageDigest.Parse(Sha), ImageRepository.Parse("ghcr.io/org/other")))
            .Should()
            .Be($"ghcr.io/org/other:2.0@{Sha}");

    [Fact]
    public static void Parsing_and_printing_are_inverse()
    {
        var parts =
            from repository in Gen.Elements(
                "app",
                "a/b",
                "ghcr.io/org/app",
                "localhost:5000/app",
                "${R}/app",
                "[::1]:1/a"
            )
            from tag in Gen.Elements("", ":1.0", ":latest", ":${T:-x@y}", $":{new string('a', 128)}")
            from digest in Gen.Elements("", $"@sha256:{new string('0', 64)}", "@sha256:0", "@${D}")
            select repository + tag + digest;

        Prop.ForAll(
                Arb.From(parts),
                text =>
                {
                    ImageReference.Parse(text).ToString().Should().Be(text);
                    ImageReference.Parse(text).Should().Be(ImageReference.Parse(text));
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
