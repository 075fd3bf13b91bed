using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public sealed class NameCompletionTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly string clone;

    public NameCompletionTests()
    {
        var remote = sandbox.CreateRemote();
        remote.Commit("main", Webshop.Files(Webshop.PerApp));
        remote.Commit("main", ("tools/dev/app.yaml", "tag: \"1\" # {\"$imagepolicy\": \"tools:webhook:tag\"}\n"));
        clone = sandbox.Clone(remote).Path;
    }

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData("list --group we", "webshop")]
    [InlineData("new --app we", "webhook webui")]
    [InlineData("new --group webshop --app we", "webui")]
    [InlineData("merge --environment d", "dev prod")]
    [InlineData("report --environment q", "qa")]
    public async Task Completes_the_names_in_the_clone(string line, string names) =>
        (await CompleteAsync(line, new StoppedTime())).Should().BeEquivalentTo(names.Split(' '));

    [Fact]
    public async Task Completes_nothing_if_reading_takes_too_long() =>
        (await CompleteAsync("list --group we", new JumpingTime())).Should().BeEmpty();

    private async Task<string[]> CompleteAsync(string typed, TimeProvider time)
    {
        var line = $"--sourcedir {clone} {typed}";
        using StringWriter output = new();
        await CommandLine.RunAsync(
            [$"[suggest:{line.Length}]", line],
            new Terminal(output, TextWriter.Null, width: 80, color: false),
            _ => null,
            time,
            Interruption.None
        );
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A clock whose timers never fire.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
