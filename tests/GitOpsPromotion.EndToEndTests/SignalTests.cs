using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Signals at any time: the exit code says whether the command was interrupted or completed.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    // git sends the signal before it runs: at the first, second, … call.
    [Trait("suite", "release")]
    [Theory]
    [InlineData("INT", 1)]
    [InlineData("INT", 2)]
    [InlineData("INT", 4)]
    [InlineData("TERM", 1)]
    [InlineData("TERM", 3)]
    [InlineData("TERM", 6)]
    [InlineData("HUP", 2)]
    public async Task Exits_with_130_and_one_message_at_any_call_of_git(string signal, int call)
    {
        GitWrapper.Install(site, $"if [ $count -eq {call} ]; then kill -{signal} $PPID; sleep 1; fi");

        var run = (await site.NewAsync("1.1.0")).Expect(130);

        run.Error.Should().Be($"{Sentence}{Environment.NewLine}");
        run.Output.Should().BeEmpty();
    }

    // A terminal also sends the signal to git, which may be killed before the tool handles the signal.
    [Theory]
    [InlineData("INT", 1)]
    [InlineData("TERM", 2)]
    [InlineData("HUP", 3)]
    public async Task Exits_with_130_if_the_signal_kills_git_first(string signal, int call)
    {
        GitWrapper.Install(site, DiesFirst(signal, call));

        (await site.NewAsync("1.1.0")).Expect(130).Error.Should().Be($"{Sentence}{Environment.NewLine}");
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("INT", 5)]
    [InlineData("TERM", 6)]
    public async Task Exits_with_130_if_git_is_killed_during_a_promotion(string signal, int call)
    {
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        GitWrapper.Install(site, DiesFirst(signal, call));

        (await site.RunAsync("promote")).Expect(130).Error.Should().Be($"{Sentence}{Environment.NewLine}");
    }

    [Fact]
    public async Task Reports_that_git_was_killed()
    {
        GitWrapper.Install(site, "if [ $count -eq 3 ]; then kill -KILL $$; fi");

        (await site.NewAsync("1.1.0")).Expect(3).Error.Should().StartWith("error: git was terminated by signal 9.");
    }

    // The process may not have started Main yet, or may have ended.
    [Trait("suite", "release")]
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Never_prints_a_crash(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no such signals on Windows.");
        }

        foreach (var milliseconds in new[] { 0, 50, 100, 200, 400 })
        {
            using var running = site.Tool.Start(site.Clone.Path, "list");
            await running.SignalAsync(signal, TimeSpan.FromMilliseconds(milliseconds));
            var run = await running.EndAsync();

            run.ExitCode.Should().BeOneOf(0, 130, 128 + Number(signal));
            run.Error.Should()
                .Be(run.ExitCode is 130 && run.Error.Length > 0 ? $"{Sentence}{Environment.NewLine}" : "");
        }
    }

    // The background process has no stream of git, so the tool detects the end of git immediately.
    private static string DiesFirst(string signal, int call) =>
        $"if [ $count -eq {call} ]; then (sleep 0.05; kill -{signal} $PPID) </dev/null >/dev/null 2>&1 & kill -{signal} $$; sleep 1; fi";

    private const string Sentence = "interrupted: what was done so far stays; run the command again to finish.";

    private static int Number(string signal) =>
        signal switch
        {
            "HUP" => 1,
            "INT" => 2,
            _ => 15,
        };
}
