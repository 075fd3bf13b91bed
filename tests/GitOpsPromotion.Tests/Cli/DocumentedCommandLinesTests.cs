using System.CommandLine;
using System.Text.RegularExpressions;
using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>All command lines in the pages and in the help are valid.</summary>
public static partial class DocumentedCommandLinesTests
{
    public static TheoryData<string> Pages() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Append(Path.Combine(Checkout.Root, "README.md"))
                .Where(page => CommandLinesOf(page).Any())
                .Select(page => Path.GetRelativePath(Checkout.Root, page).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public static void Are_valid_on_every_page(string page)
    {
        foreach (var line in CommandLinesOf(Path.Combine(Checkout.Root, page)))
        {
            Errors(line).Should().BeEmpty($"{page} shows '{line}'");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("new")]
    [InlineData("promote")]
    [InlineData("status")]
    [InlineData("list")]
    [InlineData("merge")]
    [InlineData("report")]
    [InlineData("demo")]
    [InlineData("completion")]
    public static void Are_valid_in_the_examples_of_the_help(string command)
    {
        var examples = HelpWithExamples.ExamplesOf(Parse([command]).CommandResult.Command);

        examples.Should().NotBeEmpty();
        examples.SelectMany(Errors).Should().BeEmpty();
    }

    [Fact]
    public static void Are_reported_if_they_are_invalid() =>
        Errors("gitops-promotion new --group webshop --apps webui --tag 1").Should().NotBeEmpty();

    private static IEnumerable<string> CommandLinesOf(string page)
    {
        var inShell = false;
        foreach (var line in File.ReadLines(page).Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inShell = line is "```sh";
            }
            else if (
                inShell
                && line.StartsWith("gitops-promotion ", StringComparison.Ordinal)
                // A shell function that passes its arguments on is not a complete command line.
                && !line.Contains("$@", StringComparison.Ordinal)
            )
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Errors(string line) =>
        Parse(
            Argument
                .Matches(line)
                .Skip(1)
                .Select(argument => argument.Value.Replace("\"", "", StringComparison.Ordinal))
        )
            .Errors.Select(error => error.Message);

    private static ParseResult Parse(IEnumerable<string> arguments)
    {
        using Composition composition = new(
            new CommonOptions(),
            new Terminal(TextWriter.Null, TextWriter.Null, width: 80, color: false),
            _ => null,
            TimeProvider.System,
            Interruption.None
        );
        return CommandLine.Parse([.. arguments.Where(argument => argument.Length > 0)], composition);
    }

    [GeneratedRegex("""(?:"[^"]*"|[^\s"])+""", RegexOptions.CultureInvariant)]
    private static partial Regex Argument { get; }
}
