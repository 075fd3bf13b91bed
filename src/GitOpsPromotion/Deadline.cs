namespace GitOpsPromotion;

/// <summary>The time limit of a whole command, on the real clock: for forges, git and disks.</summary>
public sealed class Deadline : IDisposable
{
    private readonly TimeSpan ownLimit;
    private readonly CancellationTokenSource source;
    private readonly long started = TimeProvider.System.GetTimestamp();

    /// <param name="limit">How long the command may take, without the waits of its configuration.</param>
    public Deadline(TimeSpan limit)
    {
        ownLimit = limit;
        source = new CancellationTokenSource(limit);
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
        var left = Limit - TimeProvider.System.GetElapsedTime(started);
        source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
