using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>A run of the front end in this process: its exit code and its output.</summary>
internal sealed record InProcessTool(ExitCode ExitCode, string Output, string Error)
{
    public string AllOutput => Output + Error;

    /// <summary>The only line of standard output.</summary>
    public string Line
    {
        get
        {
            Output.Should().EndWith("\n").And.Subject.Count(letter => letter is '\n').Should().Be(1, Output);
            return Output.TrimEnd('\r', '\n');
        }
    }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails, with the output of the run, if the exit code differs.</summary>
    public InProcessTool Expect(ExitCode code)
    {
        ExitCode.Should().Be(code, "the output was: {0}", AllOutput);
        return this;
    }

    public static Task<InProcessTool> RunAsync(params string[] arguments) => RunAsync(_ => null, arguments);

    public static async Task<InProcessTool> RunAsync(Func<string, string?> variables, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var code = await CommandLine.RunAsync(
            arguments,
            new Terminal(output, error, width: 80, color: false),
            variables,
            new JumpingTime(),
            Interruption.None
        );
        return new InProcessTool(code, output.ToString(), error.ToString());
    }
}
