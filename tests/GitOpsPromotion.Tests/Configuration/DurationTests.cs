using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class DurationTests
{
    [Theory]
    [InlineData("90s", "1m30s")]
    [InlineData("1h30m", "1h30m")]
    [InlineData("60m", "1h")]
    [InlineData("168h", "168h")]
    [InlineData("1500ms", "1s500ms")]
    public static void Is_formatted_with_the_largest_units(string read, string written) =>
        Duration.Parse(read).ToString().Should().Be(written);

    [Fact]
    public static void Parsing_and_formatting_are_inverse() =>
        Prop.ForAll(
                Gen.Choose(1, 7 * 24 * 60 * 60 * 1000).ToArbitrary(),
                milliseconds =>
                    Duration.Parse(Duration.Write(TimeSpan.FromMilliseconds(milliseconds))).Value
                    == TimeSpan.FromMilliseconds(milliseconds)
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("999us")]
    [InlineData("169h")]
    [InlineData("99999999999999999h")]
    [InlineData("1d")]
    public static void Any_other_text_is_rejected(string text)
    {
        Duration.TryParse(text, provider: null, out _).Should().BeFalse();
        FluentActions.Invoking(() => Duration.Parse(text)).Should().Throw<FormatException>().WithMessage("*168h*");
    }
}
