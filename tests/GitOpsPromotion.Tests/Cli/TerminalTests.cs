using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public sealed class TerminalTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly Terminal terminal;

    public TerminalTests()
    {
        terminal = new Terminal(output, error, width: 80, color: false);
        terminal.AddSecret("s3cret");
        terminal.AddSecret("other");
    }

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void Redacts_a_token_in_all_output()
    {
        const string line = "before s3cret between s3cret and other after";

        terminal.WriteOutput(line);
        terminal.WriteLines(line);
        terminal.WriteJson($$"""{"message":"{{line}}"}""");
        terminal.WriteTable(line + "\n");
        terminal.WriteError(line);
        terminal.WriteErrorLines(line);

        const string shown = "before *** between *** and *** after";
        output.ToString().Should().Be($"{shown}\n{shown}\n{{\"message\":\"{shown}\"}}\n{shown}\n");
        error.ToString().Should().Be($"{shown}\n{shown}\n");
    }

    [Fact]
    public void Writes_a_line_once_for_all_layouts()
    {
        terminal.WithWidth().WriteErrorOnce("interrupted");
        terminal.WriteErrorOnce("interrupted");

        error.ToString().Should().Be("interrupted\n");
    }

    [Fact]
    public void Separates_results_and_messages()
    {
        terminal.WriteOutput("the answer");
        terminal.WriteError("a word");

        output.ToString().Should().Be("the answer\n");
        error.ToString().Should().Be("a word\n");
    }

    [Fact]
    public void Ends_several_lines_with_one_line_end()
    {
        terminal.WriteLines("one\r\ntwo\n\n");

        output.ToString().Should().Be("one\ntwo\n");
    }

    [Fact]
    public void Breaks_CI_commands_in_all_output()
    {
        const string command = "::add-mask::x";

        terminal.WriteOutput(command);
        terminal.WriteLines(command);
        terminal.WriteJson("""{"message":"##vso[task.complete]"}""");
        terminal.WriteError(command);
        terminal.WriteErrorLines(command);

        output.ToString().Should().NotContain("\n::").And.NotStartWith("::").And.NotContain("##vso[");
        error.ToString().Should().NotContain("\n::").And.NotStartWith("::");
    }

    [Fact]
    public void Keeps_the_failure_of_standard_output_and_continues()
    {
        using ClosedWriter closed = new();
        Terminal lost = new(closed, error, width: 80, color: false);

        lost.WriteOutput("the answer");
        lost.WriteLines("more of it");
        lost.WriteError("a message");

        lost.OutputFailure!.Message.Should().Be("the stream is closed");
        error.ToString().Should().Be("a message\n");
    }

    [Fact]
    public void Continues_if_messages_cannot_be_written()
    {
        using ClosedWriter closed = new();
        Terminal silent = new(output, closed, width: 80, color: false);

        silent.WriteError("a message");
        silent.WriteOutput("the answer");

        silent.OutputFailure.Should().BeNull();
        output.ToString().Should().Be("the answer\n");
    }
}
