using FluentAssertions;
using GitOpsPromotion.Text;
using Xunit;

namespace GitOpsPromotion.Tests.Text;

public static class SecretRedactorTests
{
    private const string Token = "p@ss/word";

    [Theory]
    [InlineData("sent p@ss/word")]
    [InlineData("sent p%40ss%2Fword")]
    [InlineData("sent Z2l0OnBAc3Mvd29yZA==")]
    public static void Hides_a_token_in_each_form_in_which_it_is_sent(string text) =>
        new SecretRedactor(SecretRedactor.FormsOf("git", Token)).Redact(text).Should().Be("sent ***");

    [Fact]
    public static void Hides_an_added_secret_also_as_JSON_contains_it() =>
        new SecretRedactor([]).With("a\"b").RedactSecrets("""a"b and a\u0022b""").Should().Be("*** and ***");

    [Theory]
    [InlineData("fatal: https://user:secret@example.com/a failed", "fatal: https://***@example.com/a failed")]
    [InlineData("https://secret@example.com", "https://***@example.com")]
    [InlineData("https://example.com/@scope", "https://example.com/@scope")]
    public static void Hides_the_user_information_of_URLs(string text, string shown) =>
        new SecretRedactor([]).Redact(text).Should().Be(shown);

    [Fact]
    public static void Leaves_no_part_of_a_secret_where_a_long_text_is_cut()
    {
        var text = new string('x', Limits.RemoteText - 4) + Token;

        new SecretRedactor([Token]).Redact(text).Should().EndWith("x***");
    }
}
