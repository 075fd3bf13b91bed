using System.Security.Cryptography;

namespace GitOpsPromotion;

/// <summary>The only way to wait for something that others do: pauses that double, until a limit.</summary>
/// <param name="time">The clock of the pauses. A <see cref="WatchedTime"/> reports each.</param>
/// <param name="limit">How long.</param>
internal sealed class Backoff(TimeProvider time, WaitLimit limit)
{
    private readonly long started = time.GetTimestamp();
    private readonly DateTimeOffset? until = limit is { Total: { } total, MaxPauses: int.MaxValue }
        ? time.GetUtcNow() + total
        : null;
    private TimeSpan next = limit.FirstPause;
    private int pauses;

    /// <summary>Pauses once.</summary>
    /// <param name="wait">What the command waits for; null where it is not reported.</param>
    /// <param name="cancellationToken">Stops the pause.</param>
    /// <returns>False, without a pause, where the limit is reached.</returns>
    public async Task<bool> TryPauseAsync(Wait? wait, CancellationToken cancellationToken)
    {
        if (pauses == limit.MaxPauses || (limit.Total is { } total && time.GetElapsedTime(started) >= total))
        {
            return false;
        }

        pauses++;
        var pause = limit.HasJitter ? WithJitter(next) : next;
        await time.WaitAsync(wait, pause, until, cancellationToken);
        next = next * 2 < limit.LongestPause ? next * 2 : limit.LongestPause;
        return true;
    }

    /// <summary>A pause of half to all of the length, so that runs which failed together do not retry together.</summary>
    public static TimeSpan WithJitter(TimeSpan pause) => pause * RandomNumberGenerator.GetInt32(50, 101) / 100;
}

/// <summary>How long something is waited for.</summary>
/// <param name="FirstPause">The first pause; each further one is twice as long.</param>
/// <param name="LongestPause">No pause is longer.</param>
internal sealed record WaitLimit(TimeSpan FirstPause, TimeSpan LongestPause)
{
    /// <summary>No pause begins after this time; null where only pauses are counted.</summary>
    public TimeSpan? Total { get; init; }

    /// <summary>The most pauses.</summary>
    public int MaxPauses { get; init; } = int.MaxValue;

    /// <summary>Whether pauses differ at random, for runs that compete.</summary>
    public bool HasJitter { get; init; }
}
