using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>The messages in the tables of the pages are those of the source code.</summary>
public static partial class DocumentedMessagesTests
{
    // A message may be split into several string literals.
    private static readonly string Source = Joint.Replace(
        string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(file =>
                    !file.Contains(
                        $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
                .Select(File.ReadAllText)
        ),
        ""
    );

    public static TheoryData<string, string> Messages()
    {
        TheoryData<string, string> messages = [];
        foreach (
            var page in Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            foreach (var table in Table.Matches(File.ReadAllText(page).ReplaceLineEndings("\n")).AsEnumerable())
            {
                foreach (var match in Row.Matches(table.Value).AsEnumerable())
                {
                    messages.Add(Path.GetFileName(page), match.Groups["message"].Value);
                }
            }
        }

        return messages;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public static void Are_in_the_source_code(string page, string message) =>
        message
            .Split('…', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .OnlyContain(part => Source.Contains(part.Trim(), StringComparison.Ordinal), page);

    [Fact]
    public static void Are_in_the_tables_of_several_pages() =>
        Messages()
            .Select(row => row.Data.Item1)
            .Distinct(StringComparer.Ordinal)
            .Should()
            .Contain(["github.md", "azure-devops.md", "markers.md", "new.md", "promote.md"]);

    [GeneratedRegex(
        @"^\| (message \| what to do|line \| reason) \|\n(\|.*\n)+",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Table { get; }

    [GeneratedRegex(@"""\s*\+ \$?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Joint { get; }

    // An ellipsis replaces values.
    [GeneratedRegex(@"^\| `(?<message>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row { get; }
}
