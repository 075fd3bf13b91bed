using System.Globalization;

namespace GitOpsPromotion.Cli.Output;

/// <summary>
/// Reports what a command waits for: at the start, at each change, and then every 30 seconds; on a terminal in one line that is
/// updated.
/// </summary>
internal sealed class WaitOutput : IProgress<WaitReport>, IDisposable
{
    // Shorter waits are not reported.
    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromSeconds(30);

    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly TimeProvider repeatClock;
    private readonly Lock gate = new();
    private WaitReport? last;
    private DateTimeOffset since;
    private string? lastLine;
    private DateTimeOffset lastLineAt;
    private ITimer? timer;

    /// <param name="terminal">Receives the messages.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="beats">The clock of the repetitions.</param>
    public WaitOutput(Terminal terminal, TimeProvider time, TimeProvider beats)
    {
        (this.terminal, this.time, this.repeatClock) = (terminal, time, beats);
        Clock = new(time, this);
    }

    /// <summary>The clock whose waits are reported.</summary>
    public WatchedTime Clock { get; }

    public void Report(WaitReport value)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (last is null || last.Wait.GetType() != value.Wait.GetType() || now > last.Resumes + MinWait)
            {
                since = now;
            }

            last = value;
            if (value.Resumes - since > MinWait)
            {
                Write(WaitMessages.For(value), now);
                timer ??= repeatClock.CreateTimer(_ => Repeat(), state: null, RepeatInterval, RepeatInterval);
            }
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        terminal.ClearProgress();
    }

    private void Write(string line, DateTimeOffset now)
    {
        if (line != lastLine || (!terminal.SupportsProgress && now - lastLineAt >= RepeatInterval))
        {
            (lastLine, lastLineAt) = (line, now);
            terminal.WriteError(line);
        }

        if (terminal.SupportsProgress && now > since)
        {
            terminal.WriteProgress(
                string.Create(CultureInfo.InvariantCulture, $"still waiting after {(now - since).TotalSeconds:0} s")
            );
        }
    }

    /// <summary>Repeats the message during a wait longer than the interval.</summary>
    private void Repeat()
    {
        lock (gate)
        {
            if (last is not null && time.GetUtcNow() < last.Resumes && last.Resumes - since > MinWait)
            {
                Write(WaitMessages.For(last), time.GetUtcNow());
            }
        }
    }
}
