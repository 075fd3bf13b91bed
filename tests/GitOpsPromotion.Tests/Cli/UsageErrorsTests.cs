using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class UsageErrorsTests
{
    [Fact]
    public static async Task Report_each_error_once_with_the_help_to_read()
    {
        var run = await InProcessTool.RunAsync("merge", "--group", "a/b", "--app", "webui", "--environment", "prod");

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Output.Should().BeEmpty();
        var lines = run.Error.TrimEnd().Split(Environment.NewLine);
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("error: 'a/b' is not a valid value for --group. Expected ");
        lines[1].Should().Be("hint: Run 'gitops-promotion merge --help' for options and examples.");
    }

    [Theory]
    [InlineData("promot", "unknown command 'promot': did you mean 'promote'?")]
    [InlineData("promot --help", "unknown command 'promot': did you mean 'promote'?")]
    [InlineData("PROMOTE", "unknown command 'PROMOTE': did you mean 'promote'?")]
    [InlineData("help stauts", "unknown command 'stauts': did you mean 'status'?")]
    [InlineData("hlep", "unknown command 'hlep': did you mean 'help'?")]
    [InlineData("deploy --group shop", "unknown command 'deploy'")]
    [InlineData("new --gruop shop --app a --tag 1", "unknown option '--gruop': did you mean '--group'?")]
    [InlineData("new --gruop=shop --app a --tag 1", "unknown option '--gruop': did you mean '--group'?")]
    [InlineData("new -gruop shop --app a --tag 1", "unknown option '-gruop': did you mean '--group'?")]
    [InlineData("list --verbos", "unknown option '--verbos': did you mean '--verbose'?")]
    [InlineData("list --frobnicate s3cret", "unknown option '--frobnicate'")]
    [InlineData("list -x", "unknown option '-x'")]
    [InlineData("list --dry-run yes", "unexpected argument 'yes'")]
    [InlineData("list --dry-run=maybe", "unexpected argument 'maybe'")]
    [InlineData("--group shop list", "option '--group' must come after the command")]
    [InlineData("list --group", "option '--group' requires a value")]
    [InlineData("new --group --app a --tag 1", "option '--group' requires a value, but '--app' follows")]
    [InlineData("list --group a --group b", "option '--group' is given more than once")]
    [InlineData("list --output yaml", "'yaml' is not a valid value for --output. Valid values: text, json.")]
    [InlineData("list --output JSON", "'JSON' is not a valid value for --output. Valid values: text, json.")]
    [InlineData(
        "report --group g --environment e --state sucess",
        "'sucess' is not a valid value for --state. Valid values: success, failure, pending."
    )]
    [InlineData("--dry-run", "a command is required")]
    public static async Task Report_each_error_in_one_line_with_a_suggestion(string line, string message)
    {
        var run = await InProcessTool.RunAsync(line.Split(' '));

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Output.Should().BeEmpty();
        run.Error.TrimEnd().Split(Environment.NewLine)[..^1].Should().Equal($"error: {message}");
    }

    [Fact]
    public static async Task Report_several_errors_in_several_lines()
    {
        var run = await InProcessTool.RunAsync("new", "--ap", "webui", "--tag", "a/b");

        run.Error.TrimEnd()
            .Split(Environment.NewLine)
            .Should()
            .SatisfyRespectively(
                line => line.Should().Be("error: unknown option '--ap': did you mean '--app'?"),
                line => line.Should().StartWith("error: 'a/b' is not a valid value for --tag. Expected "),
                line => line.Should().Be("error: option '--group' is required"),
                line => line.Should().Be("hint: Run 'gitops-promotion new --help' for options and examples.")
            );
    }

    [Theory]
    [InlineData("", "Commands:")]
    [InlineData("help", "Commands:")]
    [InlineData("help help", "Commands:")]
    [InlineData("help new", "gitops-promotion new --group webshop")]
    [InlineData("help new --verbose", "gitops-promotion new --group webshop")]
    public static async Task Are_not_reported_with_help(string line, string shown)
    {
        var run = await InProcessTool.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Error.Should().BeEmpty();
        run.Output.Should().Contain(shown);
    }

    [Fact]
    public static async Task Do_not_include_values_with_an_at_sign()
    {
        var run = await InProcessTool.RunAsync(
            "new",
            "--group",
            "webshop",
            "--app",
            "webui",
            "--tag",
            "@arguments.txt"
        );

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should().Contain("'@arguments.txt' is not a valid value for --tag");
    }

    [Fact]
    public static async Task Are_ignored_with_help()
    {
        var run = await InProcessTool.RunAsync("new", "--help");

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Error.Should().BeEmpty();
        run.Output.Should()
            .Contain("--tag")
            .And.Contain("Examples:")
            .And.Contain("  gitops-promotion new --group webshop --app webui --tag 1.4.2 --dry-run");
    }
}
