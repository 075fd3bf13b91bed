using System.Text.RegularExpressions;
using FluentAssertions;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Checks the examples of <c>docs/configuration.md</c> with the reader.</summary>
public static partial class ConfigurationPageTests
{
    private static readonly string Page = Checkout.Read("docs/configuration.md").ReplaceLineEndings("\n");

    [Fact]
    public static void Shows_valid_files()
    {
        var files = Examples("yaml");

        files.Should().HaveCountGreaterThan(2);
        files.Should().AllSatisfy(file => ConfigurationReader.Read(file).Environments.Should().NotBeEmpty());
    }

    [Fact]
    public static void Shows_the_message_of_an_invalid_file()
    {
        var failure = ConfigurationReaderTests.FailureOf(Examples("yaml invalid").Single());

        Examples("text").Should().ContainSingle().Which.Should().Be($"error: {failure.Message}\n{failure.Hint}\n");
    }

    private static List<string> Examples(string language) =>
        [
            .. Example
                .Matches(Page)
                .Where(match => string.Equals(match.Groups["language"].Value, language, StringComparison.Ordinal))
                .Select(match => match.Groups["text"].Value),
        ];

    [GeneratedRegex("^```(?<language>[a-z ]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example { get; }
}
