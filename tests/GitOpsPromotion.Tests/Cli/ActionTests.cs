using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace GitOpsPromotion.Tests.Cli;

/// <summary><c>action.yml</c> has the options of the command line.</summary>
public static partial class ActionTests
{
    private static readonly YamlMappingNode Action = YamlText.Parse(Checkout.Read("action.yml"));

    // The action has outputs in place of --output; demo and completion are for terminals.
    private static readonly string[] NotForWorkflows = ["output", "keep", "version"];

    private static readonly string[] OfTheActionAlone = ["action", "version"];

    [Fact]
    public static void Has_an_input_for_each_option_and_no_others() =>
        Action
            .Find("inputs")
            .Keys()
            .Should()
            .BeEquivalentTo(
                Commands()
                    .SelectMany(command => command.Options)
                    .Concat(Root().Options)
                    .Where(option => option is not HelpOption)
                    .Select(NameOf)
                    .Except(NotForWorkflows, StringComparer.Ordinal)
                    .Concat(OfTheActionAlone)
                    .Distinct(StringComparer.Ordinal)
            );

    [Fact]
    public static void Passes_each_command_its_options() =>
        Case.Matches(Scripts().Last())
            .ToDictionary(
                match => match.Groups["command"].Value,
                match =>
                    match
                        .Groups["options"]
                        .Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            )
            .Should()
            .BeEquivalentTo(
                Commands()
                    .Where(command => command.Name is not ("demo" or "completion"))
                    .ToDictionary(
                        command => command.Name,
                        command =>
                            command
                                .Options.Where(option => option is not HelpOption)
                                .Select(NameOf)
                                .ToHashSet(StringComparer.Ordinal),
                        StringComparer.Ordinal
                    )
            );

    [Fact]
    public static void Describes_each_input() =>
        Action
            .Find("inputs")
            .Keys()
            .Should()
            .OnlyContain(input => Action.Find("inputs").Find(input).Find("description").Text()!.Length > 10);

    [Fact]
    public static void Has_the_outputs_of_the_tool()
    {
        var outputs = Action.Find("outputs");

        outputs.Keys().Should().BeEquivalentTo("outcome", "pull-request", "branch", "commit");
        outputs
            .Keys()
            .Should()
            .OnlyContain(name => outputs.Find(name).Find("value").Text() == $"${{{{ steps.run.outputs.{name} }}}}");
    }

    [Fact]
    public static void Uses_each_input() =>
        Action
            .Find("inputs")
            .Keys()
            .Should()
            .OnlyContain(input =>
                Steps()
                    .SelectMany(step => step.Find("env").Keys().Select(name => step.Find("env").Find(name).Text()))
                    .OfType<string>()
                    .Any(value => value.StartsWith($"${{{{ inputs.{input} ", StringComparison.Ordinal))
            );

    // An expression becomes part of the script, including any commands in its value.
    [Fact]
    public static void Inserts_no_value_into_the_text_of_a_script() =>
        Scripts().Should().HaveCount(3).And.OnlyContain(script => !script.Contains("${{", StringComparison.Ordinal));

    [Fact]
    public static void Runs_in_bash() =>
        Steps()
            .Where(step => step.Find("run") is not null)
            .Should()
            .OnlyContain(step => step.Find("shell").Text() == "bash");

    private static IEnumerable<YamlNode> Steps() => Action.Find("runs").Find("steps").Items();

    private static IEnumerable<string> Scripts() => Steps().Select(step => step.Find("run").Text()).OfType<string>();

    private static IEnumerable<Command> Commands() => Root().Subcommands;

    private static Command Root()
    {
        using Composition composition = new(
            new CommonOptions(),
            new Terminal(TextWriter.Null, TextWriter.Null, width: 80, color: false),
            _ => null,
            TimeProvider.System,
            Interruption.None
        );
        return CommandLine.Parse([], composition).RootCommandResult.Command;
    }

    private static string NameOf(Option option) => option.Name.TrimStart('-');

    [GeneratedRegex(
        """^\s*(?<command>[a-z-]+)\) options="(?<options>[a-z -]*)" ;;$""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Case { get; }
}
