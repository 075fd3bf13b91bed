using FluentAssertions;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class QuoteTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("dev", "'dev'")]
    [InlineData("本番 🚀", "'本番 🚀'")]
    [InlineData("a\u001b[31mb", @"'a\u{1b}[31mb'")]
    [InlineData("a\r\n\tb", @"'a\u{d}\u{a}\u{9}b'")]
    [InlineData("a\u2028\u2029\u202E\uFEFFb", @"'a\u{2028}\u{2029}\u{202e}\u{feff}b'")]
    public static void Shows_quoted_text_on_one_line(string text, string shown) => Quote.Of(text).Should().Be(shown);

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "…")]
    public static void Shortens_long_text(int length, string end) =>
        Quote.Of(new string('x', length)).Should().Be($"'{new string('x', 60)}{end}'");

    [Fact]
    public static void Lists_several_texts()
    {
        Quote.Of(["a"]).Should().Be("'a'");
        Quote.Of(["a", "b"]).Should().Be("'a' and 'b'");
        Quote.Of(["a", "b", "c"]).Should().Be("'a', 'b' and 'c'");
    }
}
