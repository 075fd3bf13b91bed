using Polly;
using Polly.Retry;

namespace GitOpsPromotion.Promotions;

/// <summary>Goes back to reading where somebody else was faster.</summary>
internal sealed class StaleRetry(TimeProvider time)
{
    private const int MaxAttempts = 40;

    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(
            new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<PromotionException>(failure => failure.IsStale),
                MaxRetryAttempts = MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(2),
                UseJitter = true,
            }
        )
        .Build();

    /// <param name="attempt">Reads, decides and acts. The last attempt's failure is the caller's.</param>
    /// <param name="cancellationToken">Stops waiting and trying.</param>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(async token => await attempt(token), cancellationToken);
}
