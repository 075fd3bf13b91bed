namespace GitOpsPromotion.Cli.Execution;

/// <summary>The request of a signal to end the process. <see cref="ProcessSignals"/> makes it from the signals of the process.</summary>
/// <param name="SignalDelay">How long after git was killed by a signal the same signal may arrive here.</param>
/// <param name="Token">Cancelled when a signal was received.</param>
internal sealed record Interruption(TimeSpan SignalDelay, CancellationToken Token)
{
    /// <summary>No signal is ever received.</summary>
    public static Interruption None { get; } = new(TimeSpan.Zero, CancellationToken.None);

    public bool IsRequested => Token.IsCancellationRequested;

    /// <summary>Whether a signal was received, now or within the delay: a terminal sends it to git and to this process at once.</summary>
    public bool IsRequestedSoon() => Token.CanBeCanceled && Token.WaitHandle.WaitOne(SignalDelay);
}
