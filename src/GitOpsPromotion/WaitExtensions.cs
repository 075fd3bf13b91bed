namespace GitOpsPromotion;

/// <summary>Waits that are reported where the clock is a <see cref="WatchedTime"/>.</summary>
internal static class WaitExtensions
{
    /// <summary>Reports a wait, and waits.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="wait">What the command waits for; null where it is not reported.</param>
    /// <param name="pause">How long.</param>
    /// <param name="until">When the command stops waiting; null if it counts attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task WaitAsync(
        this TimeProvider time,
        Wait? wait,
        TimeSpan pause,
        DateTimeOffset? until,
        CancellationToken cancellationToken
    )
    {
        if (wait is not null && time is WatchedTime watched)
        {
            watched.Report(new WaitReport(wait, time.GetUtcNow() + pause, until));
        }

        return Task.Delay(pause, time, cancellationToken);
    }
}
