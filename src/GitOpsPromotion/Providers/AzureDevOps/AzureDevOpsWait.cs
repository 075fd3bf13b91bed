namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Waits for what the server does on its own: a little at first, then longer, and not for ever.</summary>
internal sealed class AzureDevOpsWait(TimeProvider time, TimeSpan timeout, string what)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly DateTimeOffset until = time.GetUtcNow() + timeout;
    private readonly long started = time.GetTimestamp();
    private TimeSpan pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits a while; false where it was long enough.</summary>
    public async Task<bool> GoOnAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(started) >= timeout)
        {
            return false;
        }

        await time.WaitAsync(new Wait.ForForge(what), pause, until, cancellationToken);
        pause = pause * 2 < Longest ? pause * 2 : Longest;
        return true;
    }
}
