using System.Globalization;

namespace GitOpsPromotion.Cli.Output;

/// <summary>
/// Says what a command waits for when the wait begins and when something changes; and then every half minute, or on a terminal
/// in one line that is written anew.
/// </summary>
internal sealed class WaitOutput : IProgress<WaitReport>, IDisposable
{
    // Nobody needs to hear of less.
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

    /// <param name="terminal">Where it is said.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="beats">The clock of the repetitions.</param>
    public WaitOutput(Terminal terminal, TimeProvider time, TimeProvider beats)
    {
        (this.terminal, this.time, this.repeatClock) = (terminal, time, beats);
        Clock = new(time, this);
    }

    /// <summary>The clock for what is to be said.</summary>
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

    private void Write(string sentence, DateTimeOffset now)
    {
        if (sentence != lastLine || (!terminal.SupportsProgress && now - lastLineAt >= RepeatInterval))
        {
            (lastLine, lastLineAt) = (sentence, now);
            terminal.WriteError(sentence);
        }

        if (terminal.SupportsProgress && now > since)
        {
            terminal.WriteProgress(
                string.Create(CultureInfo.InvariantCulture, $"still waiting after {(now - since).TotalSeconds:0} s")
            );
        }
    }

    /// <summary>A pause may be longer than half a minute.</summary>
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
