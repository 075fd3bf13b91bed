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
    public void Hides_a_token_in_everything_that_it_writes()
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
    public void Says_a_line_once_whatever_the_layout()
    {
        terminal.WithWidth().WriteErrorOnce("interrupted");
        terminal.WriteErrorOnce("interrupted");

        error.ToString().Should().Be("interrupted\n");
    }

    [Fact]
    public void Answers_on_one_stream_and_talks_on_the_other()
    {
        terminal.WriteOutput("the answer");
        terminal.WriteError("a word");

        output.ToString().Should().Be("the answer\n");
        error.ToString().Should().Be("a word\n");
    }

    [Fact]
    public void Ends_an_answer_of_several_lines_with_one_line_end()
    {
        terminal.WriteLines("one\r\ntwo\n\n");

        output.ToString().Should().Be("one\ntwo\n");
    }

    [Fact]
    public void Breaks_commands_of_ci_systems_wherever_it_writes_text_of_others()
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
    public void Remembers_why_the_answer_could_not_be_written_and_goes_on()
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
    public void Goes_on_where_messages_cannot_be_written()
    {
        using ClosedWriter closed = new();
        Terminal silent = new(output, closed, width: 80, color: false);

        silent.WriteError("a message");
        silent.WriteOutput("the answer");

        silent.OutputFailure.Should().BeNull();
        output.ToString().Should().Be("the answer\n");
    }
}
