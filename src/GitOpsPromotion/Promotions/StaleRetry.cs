using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Runs an attempt again from its first read if what it read has changed.</summary>
internal sealed class StaleRetry(TimeProvider time)
{
    /// <param name="attempt">Reads, plans and executes. The last attempt's failure is thrown.</param>
    /// <param name="cancellationToken">Stops waiting and trying.</param>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        Backoff backoff = new(time, RetryLimits.Stale);
        while (true)
        {
            try
            {
                return await attempt(cancellationToken);
            }
            catch (PromotionException failure) when (failure.IsStale)
            {
                if (!await backoff.TryPauseAsync(wait: null, cancellationToken))
                {
                    throw;
                }
            }
        }
    }
}
