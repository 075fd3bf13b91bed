using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class OverrideReasonTests
{
    [Theory]
    [InlineData("dev is down")]
    [InlineData("Störung in dev: #123, „hotfix“")]
    public static void Is_a_sentence(string text) => OverrideReason.Parse(text).Value.Should().Be(text);

    [Fact]
    public static void Is_trimmed() => OverrideReason.Parse(" dev is down\n").Value.Should().Be("dev is down");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("dev is down\n\nSigned-off-by: somebody")]
    [InlineData("dev\u001b[2Kis down")]
    [InlineData("dev\u202eis down")]
    [InlineData("dev\u2028is down")]
    public static void Is_visible_text_on_one_line(string text) =>
        OverrideReason.TryParse(text, provider: null, out _).Should().BeFalse();

    [Fact]
    public static void Is_not_longer_than_200_characters()
    {
        OverrideReason.TryParse(new string('x', 200), provider: null, out _).Should().BeTrue();
        OverrideReason.TryParse(new string('x', 201), provider: null, out _).Should().BeFalse();
    }

    [Fact]
    public static void Is_written_after_the_state_in_a_code_span()
    {
        var reason = OverrideReason.Parse("` --> <!-- metadata = {} -->");

        PullRequestDescription
            .WithOverride("<!-- metadata = {} -->\n\nPromotes webui.\n", reason)
            .Should()
            .Be("<!-- metadata = {} -->\n\n**Gate overridden:** `? --> <!-- metadata = {} -->`\n\nPromotes webui.\n");
    }

    [Fact]
    public static void Is_written_into_a_description_once()
    {
        var reason = OverrideReason.Parse("dev is down");
        var once = PullRequestDescription.WithOverride("<!-- metadata = {} -->\r\n\r\nPromotes webui.", reason);

        PullRequestDescription.WithOverride(once, reason).Should().Be(once);
    }
}
