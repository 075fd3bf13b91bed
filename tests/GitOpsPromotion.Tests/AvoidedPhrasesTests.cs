using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests;

public static class AvoidedPhrasesTests
{
    private const string List = "tests/GitOpsPromotion.Tests/AvoidedPhrases.txt";

    [Fact]
    public static void Are_not_used_in_this_repository()
    {
        var avoided = AvoidedPhrases.Parse(Checkout.Read(List));
        string[] files =
        [
            .. SourceFiles.All("src"),
            .. SourceFiles.All("tests"),
            .. SourceFiles.All("docs", "*.md"),
            .. SourceFiles.All(".github", "*.md"),
            .. SourceFiles.All(".github", "*.yml"),
            "README.md",
            "action.yml",
        ];

        files.SelectMany(path => avoided.Find(path, Checkout.Read(path))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("internal sealed class GitHubProspect;")]
    [InlineData("var prospect = 1;")]
    [InlineData("// A Prospect.")]
    [InlineData("public static void Reads_the_prospect() { }")]
    public static void Are_found_in_identifiers_and_prose(string line) =>
        AvoidedPhrases.Parse("- prospect -> settings").Find("a.cs", $"\n{line}").Should().Equal("a.cs:2: prospect");

    [Theory]
    [InlineData("prospectus")]
    [InlineData("a Prospero")]
    public static void Are_searched_as_whole_terms(string line) =>
        AvoidedPhrases.Parse("- prospect -> settings").Find("a.cs", line).Should().BeEmpty();

    [Fact]
    public static void Can_be_part_of_an_allowed_phrase() =>
        AvoidedPhrases
            .Parse("- is no -> is not a\n+ there is no")
            .Find("a.md", "There is no branch.\nThis is no branch.")
            .Should()
            .Equal("a.md:2: is no");

    [Fact]
    public static void Can_be_allowed_in_a_file() =>
        AvoidedPhrases
            .Parse("- prospect -> settings\n= a.md: prospect: an example")
            .Find("a.md", "prospect")
            .Concat(AvoidedPhrases.Parse("- prospect -> settings\n? docs/").Find("docs/a.md", "prospect"))
            .Should()
            .BeEmpty();
}
