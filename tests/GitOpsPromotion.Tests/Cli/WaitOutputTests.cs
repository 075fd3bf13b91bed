using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public sealed class WaitOutputTests : IDisposable
{
    private static readonly Wait Merge = new Wait.ForForge("Pull request 7 was not merged");
    private static readonly Wait Pending = Shut(CommitStatusState.Pending, "");
    private static readonly Wait Failed = Shut(CommitStatusState.Failure, "timed out");

    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly HandClock clock = new();
    private readonly DateTimeOffset until = DateTimeOffset.UnixEpoch.AddMinutes(5);

    public void Dispose() => error.Dispose();

    [Fact]
    public void Does_not_report_short_waits()
    {
        using var lines = Lines();

        Pause(lines, Merge, seconds: 0.5);
        Pause(lines, Merge, seconds: 1.5);
        clock.Pass(60);
        Pause(lines, Merge, seconds: 1.5);

        error.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Reports_many_short_delays_as_one_wait()
    {
        using var lines = Lines();

        Pause(lines, Merge, seconds: 1.5);
        Pause(lines, Merge, seconds: 1.5);

        Said("waiting for the forge until 00:05:00 UTC: Pull request 7 was not merged yet");
    }

    [Fact]
    public void Reports_the_start_each_change_and_every_30_seconds()
    {
        const string pending =
            "waiting for webshop-dev until 00:05:00 UTC: kustomization/webshop-dev/eu-1 is pending on commit aaaaaaaaaaaa";
        using var lines = Lines();

        for (var seconds = 0; seconds < 35; seconds += 5)
        {
            Pause(lines, Pending, seconds: 5);
        }

        Pause(lines, Failed, seconds: 5);
        Pause(lines, Failed, seconds: 5);

        Said(
            pending,
            pending,
            "waiting for webshop-dev until 00:05:00 UTC: kustomization/webshop-dev/eu-1 failed on commit aaaaaaaaaaaa (timed out)"
        );
    }

    [Fact]
    public void Repeats_the_message_during_a_long_delay()
    {
        using var lines = Lines();

        lines.Report(
            new WaitReport(new Wait.ForServer("api.github.com", Failure: null), clock.GetUtcNow().AddMinutes(1), until)
        );
        clock.Pass(30);
        clock.Tick();
        clock.Pass(30);
        clock.Tick();

        const string limited = "waiting for the rate limit of api.github.com until 00:01:00 UTC";
        Said(limited, limited);
    }

    [Fact]
    public void Updates_one_line_on_a_terminal()
    {
        Terminal terminal = new(TextWriter.Null, error, width: 80, color: false) { ErrorSupportsEscapes = true };
        using (WaitOutput lines = new(terminal, clock, clock))
        {
            Pause(lines, Merge, seconds: 5);
            Pause(lines, Merge, seconds: 5);
        }

        terminal.WriteError("done");

        error
            .ToString()
            .Should()
            .Be(
                "waiting for the forge until 00:05:00 UTC: Pull request 7 was not merged yet\n"
                    + "\r\e[Kstill waiting after 5 s\r\e[Kdone\n"
            );
    }

    [Theory]
    [InlineData(null, "waiting for the rate limit of api.github.com until 00:00:09 UTC")]
    [InlineData(
        "Pull request 7 was not read: api.github.com failed with status 502.",
        "waiting for api.github.com until 00:05:00 UTC: Pull request 7 was not read: api.github.com failed with status 502."
    )]
    public void Has_the_server_and_the_reason(string? failure, string sentence) =>
        WaitMessages
            .For(new WaitReport(new Wait.ForServer("api.github.com", failure), clock.GetUtcNow().AddSeconds(9), until))
            .Should()
            .Be(sentence);

    [Fact]
    public void Has_the_commit_without_status() =>
        WaitMessages
            .For(new WaitReport(new GateWait(Question, new GateVerdict.NoStatus()), clock.GetUtcNow(), until))
            .Should()
            .Be(
                "waiting for webshop-dev until 00:05:00 UTC: "
                    + "no status yet on commit aaaaaaaaaaaa or a later commit with the version"
            );

    private static GateQuestion Question =>
        new(GroupName.Parse("webshop"), Given.Environment("dev"), [Given.Commit('a')]);

    private static GateWait Shut(CommitStatusState state, string description) =>
        new(
            Question,
            new GateVerdict.Closed([
                (Given.Commit('a'), new CommitStatus("kustomization/webshop-dev/eu-1", state, description)),
            ])
        );

    private WaitOutput Lines() => new(new Terminal(TextWriter.Null, error, width: 80, color: false), clock, clock);

    private void Pause(WaitOutput lines, Wait wait, double seconds)
    {
        lines.Report(new WaitReport(wait, clock.GetUtcNow().AddSeconds(seconds), until));
        clock.Pass(seconds);
    }

    private void Said(params string[] sentences) =>
        error.ToString().Should().Be(string.Concat(sentences.Select(sentence => sentence + "\n")));

    /// <summary>A clock and a timer that the test controls.</summary>
    private sealed class HandClock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;
        private Action tick = () => { };

        public override DateTimeOffset GetUtcNow() => now;

        public void Pass(double seconds) => now = now.AddSeconds(seconds);

        public void Tick() => tick();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            tick = () => callback(state);
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
