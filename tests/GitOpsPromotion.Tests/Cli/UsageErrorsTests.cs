using FluentAssertions;
using GitOpsPromotion.Cli;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class UsageErrorsTests
{
    [Fact]
    public static async Task Say_each_mistake_once_and_which_help_to_read()
    {
        var run = await ToolHere.RunAsync("merge", "--group", "a/b", "--app", "webui", "--environment", "prod");

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Output.Should().BeEmpty();
        var lines = run.Error.TrimEnd().Split(Environment.NewLine);
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("error: 'a/b' is not a valid value for --group. It is ");
        lines[1].Should().Be("hint: gitops-promotion merge --help shows the options and examples.");
    }

    [Fact]
    public static async Task Point_to_the_help_of_all_where_the_command_is_missing()
    {
        var run = await ToolHere.RunAsync();

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should()
            .EndWith($"hint: gitops-promotion --help shows the options and examples.{Environment.NewLine}");
    }

    [Theory]
    [InlineData("--output", "yaml")]
    [InlineData("--output", "JSON")]
    public static async Task Refuse_a_form_of_output_that_does_not_exist(string option, string value) =>
        (await ToolHere.RunAsync("list", option, value)).Error.Should().Contain($"'{value}'").And.Contain("'json'");

    [Fact]
    public static async Task Do_not_take_a_value_with_an_at_sign_for_a_file()
    {
        var run = await ToolHere.RunAsync("new", "--group", "webshop", "--app", "webui", "--tag", "@arguments.txt");

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should().Contain("'@arguments.txt' is not a valid value for --tag");
    }

    [Fact]
    public static async Task Give_way_to_help()
    {
        var run = await ToolHere.RunAsync("new", "--help");

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Error.Should().BeEmpty();
        run.Output.Should()
            .Contain("--tag")
            .And.Contain("Examples:")
            .And.Contain("  gitops-promotion new --group webshop --app webui --tag 1.4.2 --dry-run");
    }
}
