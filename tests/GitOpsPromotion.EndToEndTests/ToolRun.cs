using System.Text.Json;
using FluentAssertions;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>What a run of the tool said, and how it ended.</summary>
internal sealed record ToolRun(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>The one line that is the answer.</summary>
    public string Line
    {
        get
        {
            Output.Should().EndWith("\n").And.Subject.Count(letter => letter is '\n').Should().Be(1, Output);
            return Output.TrimEnd('\r', '\n');
        }
    }

    /// <summary>The one object that is the answer.</summary>
    public JsonElement Json => JsonDocument.Parse(Line).RootElement;

    /// <summary>All that it said.</summary>
    public string Everything => Output + Error;

    /// <summary>Fails, with all that was said, where the run ended otherwise.</summary>
    public ToolRun Expect(int exitCode)
    {
        ExitCode.Should().Be(exitCode, "'{0}' said: {1}", CommandLine, Everything);
        return this;
    }
}
