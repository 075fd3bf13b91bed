using System.Text.Json;
using FluentAssertions;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The exit code and the output of a run of the tool.</summary>
internal sealed record ToolRun(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>The only line of standard output.</summary>
    public string Line
    {
        get
        {
            Output.Should().EndWith("\n").And.Subject.Count(letter => letter is '\n').Should().Be(1, Output);
            return Output.TrimEnd('\r', '\n');
        }
    }

    /// <summary>The JSON object on standard output.</summary>
    public JsonElement Json => JsonDocument.Parse(Line).RootElement;

    /// <summary>Standard output and standard error.</summary>
    public string Everything => Output + Error;

    /// <summary>Fails, with the output of the run, if the exit code differs.</summary>
    public ToolRun Expect(int exitCode)
    {
        ExitCode.Should().Be(exitCode, "'{0}' said: {1}", CommandLine, Everything);
        return this;
    }
}
