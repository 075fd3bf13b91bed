using FluentAssertions;
using GitOpsPromotion.Images;
using Xunit;

namespace GitOpsPromotion.Tests.Images;

/// <summary>Group names and app names.</summary>
public static class AppNameTests
{
    [Theory]
    [InlineData("webshop")]
    [InlineData("web-ui_2.0")]
    [InlineData("Größe")]
    [InlineData("@a")]
    [InlineData("a@b")]
    [InlineData("a.lock.b")]
    public static void A_group_and_an_app_are_path_segments(string text)
    {
        GroupName.Parse(text).Value.Should().Be(text);
        AppName.Parse(text).ToString().Should().Be(text);
        GroupName.TryParse(text, out var group).Should().BeTrue();
        AppName.TryParse(text, out var app).Should().BeTrue();
        new ImagePolicy(group!, app!).ToString().Should().Be($"{text}:{text}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("-a")]
    [InlineData("a..b")]
    [InlineData("a.lock")]
    [InlineData("a.LOCK")]
    [InlineData("a@{b")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("a\u00A0b")]
    [InlineData("a~b")]
    [InlineData("a^b")]
    [InlineData("a?b")]
    [InlineData("a*b")]
    [InlineData("a[b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u001Bb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\uFFFDb")]
    public static void An_invalid_group_or_app_is_rejected(string? text)
    {
        GroupName.TryParse(text, out _).Should().BeFalse();
        AppName.TryParse(text, out _).Should().BeFalse();
        FluentActions
            .Invoking(() => GroupName.Parse(text!))
            .Should()
            .Throw<FormatException>()
            .WithMessage("'*' is not a valid group name. Expected a path segment *.");
        FluentActions
            .Invoking(() => AppName.Parse(text!))
            .Should()
            .Throw<FormatException>()
            .WithMessage("'*' is not a valid app name. Expected a path segment *.");
    }

    [Fact]
    public static void A_lone_surrogate_is_rejected() => GroupName.TryParse("a\uD800", out _).Should().BeFalse();

    [Theory]
    [InlineData("a", 80, true)]
    [InlineData("a", 81, false)]
    [InlineData("é", 40, true)]
    [InlineData("é", 41, false)]
    public static void Names_leave_room_in_a_branch_name(string letter, int count, bool expected) =>
        AppName.TryParse(string.Concat(Enumerable.Repeat(letter, count)), out _).Should().Be(expected);
}
