using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A signal at any moment: the work is not begun, interrupted, or done, and the exit code says which.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    // git sends the signal before it goes on: at the first, second, … call.
    [Theory]
    [InlineData("INT", 1)]
    [InlineData("INT", 2)]
    [InlineData("INT", 4)]
    [InlineData("TERM", 1)]
    [InlineData("TERM", 3)]
    [InlineData("TERM", 6)]
    [InlineData("HUP", 2)]
    public async Task Ends_with_130_and_one_sentence_at_any_call_of_git(string signal, int call)
    {
        GitWrapper.Install(site, $"if [ $count -eq {call} ]; then kill -{signal} $PPID; sleep 1; fi");

        var run = (await site.NewAsync("1.1.0")).Expect(130);

        run.Error.Should().Be($"{Sentence}{Environment.NewLine}");
        run.Output.Should().BeEmpty();
    }

    // A terminal sends the signal to git as well, which may die before the tool hears of it.
    [Theory]
    [InlineData("INT", 1)]
    [InlineData("TERM", 2)]
    [InlineData("HUP", 3)]
    public async Task Ends_with_130_where_git_dies_of_the_signal_first(string signal, int call)
    {
        GitWrapper.Install(site, DiesFirst(signal, call));

        (await site.NewAsync("1.1.0")).Expect(130).Error.Should().Be($"{Sentence}{Environment.NewLine}");
    }

    [Theory]
    [InlineData("INT", 5)]
    [InlineData("TERM", 6)]
    public async Task Ends_with_130_where_git_dies_while_a_promotion_goes_on(string signal, int call)
    {
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        GitWrapper.Install(site, DiesFirst(signal, call));

        (await site.RunAsync("promote")).Expect(130).Error.Should().Be($"{Sentence}{Environment.NewLine}");
    }

    [Fact]
    public async Task Says_that_git_was_killed()
    {
        GitWrapper.Install(site, "if [ $count -eq 3 ]; then kill -KILL $$; fi");

        (await site.NewAsync("1.1.0")).Expect(3).Error.Should().StartWith("error: git was terminated by signal 9.");
    }

    // The process may not have come to its first line yet, or be done.
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Leaves_no_trace_of_a_crash_at_any_moment(string signal)
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

    // What waits in the background holds no stream of git, whose end the tool sees at once.
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
