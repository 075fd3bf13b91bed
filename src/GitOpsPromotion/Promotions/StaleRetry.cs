using System.Security.Cryptography;

namespace GitOpsPromotion.Promotions;

/// <summary>Runs an attempt again from its first read if what it read has changed.</summary>
internal sealed class StaleRetry(TimeProvider time)
{
    private const int MaxAttempts = 40;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    /// <param name="attempt">Reads, plans and executes. The last attempt's failure is thrown.</param>
    /// <param name="cancellationToken">Stops waiting and trying.</param>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var (count, limit) = (1, FirstDelay); ; count++, limit = limit * 2 < MaxDelay ? limit * 2 : MaxDelay)
        {
            try
            {
                return await attempt(cancellationToken);
            }
            catch (PromotionException failure) when (failure.IsStale && count < MaxAttempts)
            {
                // Random, so that runs that failed together do not meet again.
                var percent = RandomNumberGenerator.GetInt32(50, 101);
                await Task.Delay(limit * percent / 100, time, cancellationToken);
            }
        }
    }
}
