using FluentAssertions;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class SingleDashTests
{
    [Theory]
    [InlineData("-app", "--app")]
    [InlineData("-group", "--group")]
    [InlineData("-tag", "--tag")]
    [InlineData("-provider", "--provider")]
    [InlineData("-token", "--token")]
    [InlineData("-sourcedir", "--sourcedir")]
    [InlineData("-tag=1.0", "--tag=1.0")]
    public static void Becomes_the_current_option(string old, string option) =>
        SingleDash.Translate([old]).Should().Equal(option);

    [Theory]
    [InlineData("--app")]
    [InlineData("-o")]
    [InlineData("-apps")]
    [InlineData("-tag-1")]
    [InlineData("-App")]
    [InlineData("app")]
    [InlineData("-")]
    [InlineData("")]
    public static void Is_unchanged_if_it_is_not_an_option_of_the_Go_tool(string argument) =>
        SingleDash.Translate([argument]).Should().Equal(argument);

    [Fact]
    public static async Task Is_accepted_by_the_command_line()
    {
        var run = await InProcessTool.RunAsync("new", "-group", "webshop", "-app=webui", "-tag", "a/b");

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should()
            .StartWith("error: 'a/b' is not a valid value for --tag.")
            .And.NotContain("-app")
            .And.NotContain("-group");
    }
}
