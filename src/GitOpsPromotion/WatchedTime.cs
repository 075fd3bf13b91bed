namespace GitOpsPromotion;

/// <summary>A clock that reports what is waited for on it.</summary>
/// <param name="time">The clock itself.</param>
/// <param name="watcher">Gets a report before each pause.</param>
public sealed class WatchedTime(TimeProvider time, IProgress<WaitReport> watcher) : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    internal void Report(WaitReport report) => watcher.Report(report);
}

internal static class Waiting
{
    /// <summary>Waits, and reports for what where the clock is a watched one.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="wait">What is waited for.</param>
    /// <param name="pause">How long.</param>
    /// <param name="until">When the whole wait is given up; null where attempts are counted.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static Task WaitAsync(
        this TimeProvider time,
        Wait wait,
        TimeSpan pause,
        DateTimeOffset? until,
        CancellationToken cancellationToken
    )
    {
        time.Announce(wait, pause, until);
        return Task.Delay(pause, time, cancellationToken);
    }

    /// <summary>Reports a pause that somebody else makes.</summary>
    public static void Announce(this TimeProvider time, Wait wait, TimeSpan pause, DateTimeOffset? until = null)
    {
        if (time is WatchedTime watched)
        {
            watched.Report(new WaitReport(wait, time.GetUtcNow() + pause, until));
        }
    }
}
