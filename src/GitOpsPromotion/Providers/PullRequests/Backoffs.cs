namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>The waits of one call, each with its own limit.</summary>
internal sealed class Backoffs(TimeProvider time)
{
    private readonly Dictionary<WaitLimit, Backoff> begun = new(ReferenceEqualityComparer.Instance);

    /// <summary>Pauses once; false where the limit is reached.</summary>
    public Task<bool> TryPauseAsync(WaitLimit limit, Wait wait, CancellationToken cancellationToken)
    {
        if (!begun.TryGetValue(limit, out var backoff))
        {
            begun[limit] = backoff = new Backoff(time, limit);
        }

        return backoff.TryPauseAsync(wait, cancellationToken);
    }
}
