using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Images;
using Xunit;

namespace GitOpsPromotion.Tests.Images;

public static class ImageNamesTests
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("latest")]
    [InlineData("_")]
    [InlineData("v1.0-rc.1_x")]
    [InlineData("26f50d84db02")]
    public static void A_valid_tag_is_parsed(string text)
    {
        ImageTag.Parse(text).Value.Should().Be(text);
        ImageTag.TryParse(text, out var tag).Should().BeTrue();
        tag!.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".1")]
    [InlineData("-1")]
    [InlineData("1.0\n")]
    [InlineData("1 0")]
    [InlineData("1:0")]
    [InlineData("1/0")]
    [InlineData("1@0")]
    [InlineData("1+0")]
    [InlineData("ü")]
    [InlineData("-->")]
    [InlineData("\"}")]
    public static void An_invalid_tag_is_rejected(string? text)
    {
        ImageTag.TryParse(text, out var tag).Should().BeFalse();
        tag.Should().BeNull();
        FluentActions
            .Invoking(() => ImageTag.Parse(text!))
            .Should()
            .Throw<FormatException>()
            .WithMessage($"'{text}' is not a valid image tag. Expected {ImageTag.Form}.");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public static void A_tag_has_at_most_128_characters(int length, bool expected) =>
        ImageTag.TryParse(new string('a', length), out _).Should().Be(expected);

    [Theory]
    [InlineData("sha256", 64, true)]
    [InlineData("sha512", 128, true)]
    [InlineData("sha256", 63, false)]
    [InlineData("sha256", 65, false)]
    [InlineData("sha512", 64, false)]
    [InlineData("sha256", 128, false)]
    [InlineData("sha1", 40, false)]
    [InlineData("SHA256", 64, false)]
    public static void A_digest_has_the_length_of_its_algorithm(string algorithm, int length, bool expected)
    {
        var text = $"{algorithm}:{new string('0', length)}";

        ImageDigest.TryParse(text, out var digest).Should().Be(expected);
        digest?.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData('a', "", true)]
    [InlineData('f', "", true)]
    [InlineData('9', "", true)]
    [InlineData('A', "", false)]
    [InlineData('g', "", false)]
    [InlineData('0', "\n", false)]
    public static void A_digest_has_lowercase_hex_digits(char digit, string end, bool expected) =>
        ImageDigest.TryParse($"sha256:{new string(digit, 64)}{end}", out _).Should().Be(expected);

    [Fact]
    public static void An_invalid_digest_is_rejected_with_the_valid_form() =>
        FluentActions
            .Invoking(() => ImageDigest.Parse("latest"))
            .Should()
            .Throw<FormatException>()
            .WithMessage($"'latest' is not a valid image digest. Expected {ImageDigest.Form}.");

    [Theory]
    [InlineData("app")]
    [InlineData("org/app")]
    [InlineData("ghcr.io/org/app")]
    [InlineData("Registry.Example.COM/org/app")]
    [InlineData("localhost/app")]
    [InlineData("localhost:5000/app")]
    [InlineData("registry:5000/app")]
    [InlineData("127.0.0.1:5000/app")]
    [InlineData("[::1]:5000/app")]
    [InlineData("my-registry.example/a.b/c_d/e__f/g---h")]
    public static void A_repository_has_a_registry_a_port_and_a_path(string text)
    {
        ImageRepository.Parse(text).Value.Should().Be(text);
        ImageRepository.TryParse(text, out var repository).Should().BeTrue();
        repository!.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("App")]
    [InlineData("ghcr.io/Org/app")]
    [InlineData("app:1.0")]
    [InlineData("app@sha256:0")]
    [InlineData("localhost:5000")]
    [InlineData("registry:port/app")]
    [InlineData("registry:123456/app")]
    [InlineData("-registry.example/app")]
    [InlineData("registry-.example/app")]
    [InlineData("/app")]
    [InlineData("app/")]
    [InlineData("a//b")]
    [InlineData("a..b")]
    [InlineData("a___b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData("app\n")]
    [InlineData("https://ghcr.io/app")]
    public static void An_invalid_repository_is_rejected(string? text)
    {
        ImageRepository.TryParse(text, out var repository).Should().BeFalse();
        repository.Should().BeNull();
        FluentActions
            .Invoking(() => ImageRepository.Parse(text!))
            .Should()
            .Throw<FormatException>()
            .WithMessage($"'{text}' is not a valid image name. Expected {ImageRepository.Form}.");
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public static void A_repository_has_at_most_255_characters(int length, bool expected) =>
        ImageRepository.TryParse(new string('a', length), out _).Should().Be(expected);

    [Fact]
    public static void Parsing_and_printing_a_tag_are_inverse() =>
        Prop.ForAll<string?>(text =>
                ImageTag.TryParse(text, out var tag)
                    ? string.Equals(tag.ToString(), text, StringComparison.Ordinal)
                    : text is null or "" || !text.All(char.IsAsciiLetterOrDigit) || text.Length > 128
            )
            .QuickCheckThrowOnFailure();
}
