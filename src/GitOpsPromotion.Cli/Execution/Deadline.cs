namespace GitOpsPromotion.Cli.Execution;

/// <summary>The time limit of a whole command.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeSpan ownLimit;
    private readonly CancellationTokenSource source;
    private readonly TimeProvider time;
    private readonly long started;

    /// <param name="limit">How long the command may take, without the waits of its configuration.</param>
    /// <param name="time">The clock of the limit.</param>
    public Deadline(TimeSpan limit, TimeProvider time)
    {
        this.time = time;
        ownLimit = limit;
        started = time.GetTimestamp();
        source = new CancellationTokenSource(limit, time);
        Limit = limit;
    }

    /// <summary>How long the command may take.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether the time is over.</summary>
    public bool HasPassed => Token.IsCancellationRequested;

    /// <summary>Sets the limit to the command's own plus the wait of its configuration. A second call replaces the first.</summary>
    public void Extend(TimeSpan wait)
    {
        Limit = ownLimit + wait;
        var left = Limit - time.GetElapsedTime(started);
        source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
