using System.Globalization;

namespace GitOpsPromotion.Cli.Output;

/// <summary>
/// Says what a command waits for when the wait begins and when something changes; and then every half minute, or on a terminal
/// in one line that is written anew.
/// </summary>
internal sealed class WaitLines : IProgress<WaitReport>, IDisposable
{
    // Nobody needs to hear of less.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly TimeProvider beats;
    private readonly Lock gate = new();
    private WaitReport? last;
    private DateTimeOffset since;
    private string? said;
    private DateTimeOffset saidAt;
    private ITimer? timer;

    /// <param name="terminal">Where it is said.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="beats">The clock of the repetitions.</param>
    public WaitLines(Terminal terminal, TimeProvider time, TimeProvider beats)
    {
        (this.terminal, this.time, this.beats) = (terminal, time, beats);
        Clock = new(time, this);
    }

    /// <summary>The clock for what is to be said.</summary>
    public WatchedTime Clock { get; }

    public void Report(WaitReport value)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (last is null || last.Wait.GetType() != value.Wait.GetType() || now > last.Resumes + Short)
            {
                since = now;
            }

            last = value;
            if (value.Resumes - since > Short)
            {
                Say(WaitMessages.For(value), now);
                timer ??= beats.CreateTimer(_ => Repeat(), state: null, Beat, Beat);
            }
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        terminal.EndLive();
    }

    private void Say(string sentence, DateTimeOffset now)
    {
        if (sentence != said || (!terminal.ShowsLive && now - saidAt >= Beat))
        {
            (said, saidAt) = (sentence, now);
            terminal.WriteError(sentence);
        }

        if (terminal.ShowsLive && now > since)
        {
            terminal.ShowLive(
                string.Create(CultureInfo.InvariantCulture, $"still waiting after {(now - since).TotalSeconds:0} s")
            );
        }
    }

    /// <summary>A pause may be longer than half a minute.</summary>
    private void Repeat()
    {
        lock (gate)
        {
            if (last is not null && time.GetUtcNow() < last.Resumes && last.Resumes - since > Short)
            {
                Say(WaitMessages.For(last), time.GetUtcNow());
            }
        }
    }
}
