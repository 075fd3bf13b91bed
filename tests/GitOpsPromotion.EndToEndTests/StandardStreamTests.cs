using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Closed and full standard streams, and closed pipes. A shell sets them up.</summary>
public sealed class StandardStreamTests : IDisposable
{
    private const string New = "new --group webshop --app webui --tag 1.1.0";

    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Trait("suite", "release")]
    [Theory]
    [InlineData(">&-", 1)]
    [InlineData(">/dev/full", 1)]
    [InlineData("--output json >/dev/full", 1)]
    [InlineData("<&- >&- 2>&-", 1)]
    [InlineData(">/dev/full 2>/dev/full", 1)]
    [InlineData("2>&-", 0)]
    [InlineData("--verbose 2>/dev/full", 0)]
    public async Task The_command_succeeds_and_the_exit_code_says_whether_the_result_was_written(
        string streams,
        int code
    )
    {
        (await RunAsync($"{New} {streams}")).Expect(code).Everything.Should().NotContain("Unhandled");

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }

    // The reader of a pipe may close it early.
    [Theory]
    [InlineData("list")]
    [InlineData("list --verbose 2>&1")]
    [InlineData("--help")]
    public async Task A_closed_pipe_is_not_a_failure(string arguments)
    {
        var run = await RunAsync($"{arguments} | true; exit ${{PIPESTATUS[0]}}");

        run.Expect(0).Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData(">&-", "the stream is closed")]
    [InlineData(">/dev/full", "No space left on device")]
    public async Task Reports_why_the_result_was_not_written(string streams, string why) =>
        (await RunAsync($"list {streams}"))
            .Expect(1)
            .Error.Should()
            .StartWith($"error: The result was not written to standard output: {why}")
            .And.Contain("\nhint: ");

    [Trait("suite", "release")]
    [Theory]
    [InlineData("list --sourcedir nowhere >&-", 2)]
    [InlineData("list --sourcedir nowhere 2>/dev/full", 2)]
    [InlineData("list --sourcedir nowhere --output json >/dev/full", 2)]
    [InlineData("list --sourcedir nowhere >&- 2>&-", 2)]
    [InlineData("lits 2>&-", 2)]
    [InlineData("--help >/dev/full", 1)]
    [InlineData("--version >&-", 1)]
    public async Task A_failure_keeps_its_exit_code(string arguments, int code) =>
        (await RunAsync(arguments)).Expect(code).Everything.Should().NotContain("   at ");

    // The messages must not be written to a file that the tool opens.
    [Fact]
    public async Task Messages_are_not_written_to_standard_output() =>
        (await RunAsync("list --sourcedir nowhere <&- 2>&-")).Expect(2).Everything.Should().BeEmpty();

    // Both streams are one file, as in a job log.
    [Trait("suite", "release")]
    [Fact]
    public async Task Result_and_messages_can_share_a_file()
    {
        var log = Path.Combine(site.Folder, "log");

        await RunAsync($"list --verbose > '{log}' 2>&1");

        (await File.ReadAllTextAsync(log)).Should().Contain("git ls-remote").And.Contain("webshop\twebui\t");
    }

    private async Task<ToolRun> RunAsync(string commandLine)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The shell is a POSIX one.");
        }

        using var running = site.Tool.Start(
            site.Clone.Path,
            "bash",
            ["--noprofile", "--norc", "-c", $"'{ToolExecutable.Path}' {commandLine}"]
        );
        return await running.EndAsync();
    }
}
