namespace GitOpsPromotion;

/// <summary>When a command gives up, whatever it waits for: a forge, git, or a disk. On the real clock.</summary>
public sealed class Deadline : IDisposable
{
    private readonly TimeSpan own;
    private readonly CancellationTokenSource source;
    private readonly long started = TimeProvider.System.GetTimestamp();

    /// <param name="limit">How long the command may take where it is not told to wait.</param>
    public Deadline(TimeSpan limit)
    {
        own = limit;
        source = new CancellationTokenSource(limit);
        Limit = limit;
    }

    /// <summary>How long the command may take.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Is cancelled when the time is over.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether the time is over.</summary>
    public bool HasPassed => Token.IsCancellationRequested;

    /// <summary>Lets the command take so much longer than its own limit, as its configuration tells it to wait.</summary>
    public void Extend(TimeSpan more)
    {
        Limit = own + more;
        var left = Limit - TimeProvider.System.GetElapsedTime(started);
        source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
