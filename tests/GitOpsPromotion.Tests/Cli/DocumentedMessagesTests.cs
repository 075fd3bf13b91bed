using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>Who looks for a message under "Troubleshooting" must find it as it is printed.</summary>
public static partial class DocumentedMessagesTests
{
    private static readonly string Source = string.Concat(
        Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .Select(File.ReadAllText)
    );

    public static TheoryData<string, string> Messages()
    {
        TheoryData<string, string> messages = [];
        foreach (
            var page in Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, "docs", "providers"), "*.md")
                .Order(StringComparer.Ordinal)
        )
        {
            var text = File.ReadAllText(page);
            var start = text.IndexOf("\n## Troubleshooting", StringComparison.Ordinal);
            foreach (var match in Row.Matches(start < 0 ? "" : text[start..]).AsEnumerable())
            {
                messages.Add(Path.GetFileName(page), match.Groups["message"].Value);
            }
        }

        return messages;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public static void Are_the_ones_that_are_printed(string page, string message) =>
        message
            .Split('…', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .OnlyContain(part => Source.Contains(part.Trim(), StringComparison.Ordinal), page);

    // Values stand for an ellipsis.
    [GeneratedRegex(@"^\| `(?<message>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row { get; }
}
