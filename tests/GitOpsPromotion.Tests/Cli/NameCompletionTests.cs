using FluentAssertions;
using GitOpsPromotion.Cli;
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
    public void Offers_what_the_clone_knows(string line, string names) =>
        Complete(line, new StoppedTime()).Should().BeEquivalentTo(names.Split(' '));

    [Fact]
    public void Offers_nothing_where_reading_takes_too_long() =>
        Complete("list --group we", new JumpingTime()).Should().BeEmpty();

    private IEnumerable<string> Complete(string line, TimeProvider time)
    {
        using Composition composition = new(
            new CommonOptions(),
            new Terminal(TextWriter.Null, TextWriter.Null, width: 80, color: false),
            _ => null,
            time
        );
        var parsed = CommandLine.Parse(["--sourcedir", clone, .. line.Split(' ')], composition);
        return [.. parsed.GetCompletions().Select(completion => completion.Label)];
    }

    /// <summary>A clock on which no wait ever ends.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
