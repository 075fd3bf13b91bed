using FluentAssertions;
using GitOpsPromotion.Text;
using Xunit;

namespace GitOpsPromotion.Tests.Text;

public static class SafeTextTests
{
    [Theory]
    [InlineData("\u001b[31mred", @"\u{1b}[31mred")]
    [InlineData("a\u202Eb", @"a\u{202e}b")]
    [InlineData("a\0b\u0007", @"a\u{0}b\u{7}")]
    [InlineData("bell\u009b31m", @"bell\u{9b}31m")]
    public static void Escapes_terminal_control_characters(string text, string shown) =>
        SafeText.Line(text).Should().Be(shown);

    [Theory]
    [InlineData("::set-output name=a::b", ": :set-output name=a::b")]
    [InlineData("  ::error::no", "  : :error::no")]
    [InlineData("a ::error::", "a ::error::")]
    [InlineData("x ##vso[task.setvariable variable=a]b", "x # #vso[task.setvariable variable=a]b")]
    [InlineData("x ##VSO[task]", "x # #VSO[task]")]
    [InlineData("##[error]x", "# #[error]x")]
    [InlineData("###[error]x", "## #[error]x")]
    [InlineData("## heading", "## heading")]
    public static void Breaks_CI_commands(string text, string shown) => SafeText.Line(text).Should().Be(shown);

    [Fact]
    public static void Breaks_CI_commands_on_every_line() =>
        SafeText.Lines("one\r\n::warning::two\r::three").Should().Be("one\n: :warning::two\n: :three");

    [Fact]
    public static void Joins_lines() => SafeText.Line("one\ntwo\r\nthree\u2028four").Should().Be("one two three four");

    [Fact]
    public static void Does_not_change_the_values_of_JSON() =>
        SafeText.Json("""{"a":"##vso[task]"}""").Should().Be("""{"a":"\u0023#vso[task]"}""");
}
