namespace GitOpsPromotion;

/// <summary>Waits that are reported where the clock is a <see cref="WatchedTime"/>.</summary>
internal static class WaitExtensions
{
    /// <summary>Reports a wait, and waits.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="wait">What the command waits for.</param>
    /// <param name="pause">How long.</param>
    /// <param name="until">When the command stops waiting; null if it counts attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task WaitAsync(
        this TimeProvider time,
        Wait wait,
        TimeSpan pause,
        DateTimeOffset? until,
        CancellationToken cancellationToken
    )
    {
        time.ReportWait(wait, pause, until);
        return Task.Delay(pause, time, cancellationToken);
    }

    /// <summary>Reports a wait without waiting: the caller does that.</summary>
    public static void ReportWait(this TimeProvider time, Wait wait, TimeSpan pause, DateTimeOffset? until = null)
    {
        if (time is WatchedTime watched)
        {
            watched.Report(new WaitReport(wait, time.GetUtcNow() + pause, until));
        }
    }
}
