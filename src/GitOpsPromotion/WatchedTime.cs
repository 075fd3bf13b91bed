namespace GitOpsPromotion;

/// <summary>A clock that reports each wait on it.</summary>
/// <param name="time">The clock itself.</param>
/// <param name="watcher">Receives a report before each wait.</param>
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
