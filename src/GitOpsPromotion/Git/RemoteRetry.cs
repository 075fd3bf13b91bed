using GitOpsPromotion.Text;
using Polly;
using Polly.Retry;

namespace GitOpsPromotion.Git;

/// <summary>Retries git commands that connect to the remote after transient errors.</summary>
/// <remarks>Only for what is safe to repeat: reading refs, fetching, and pushing with a lease on each ref.</remarks>
/// <param name="time">The clock for the delays. Each delay is announced to it.</param>
/// <param name="remote">The URL of the remote, for messages.</param>
internal sealed class RemoteRetry(TimeProvider time, RemoteUrl remote)
{
    /// <summary>Runs a command that only reads from the remote.</summary>
    public Task<GitOutput> RunAsync(
        Func<CancellationToken, Task<GitOutput>> run,
        CancellationToken cancellationToken
    ) => RunAsync(run, output => GitFailure.IsTransient(output.Error), cancellationToken);

    /// <param name="run">One attempt.</param>
    /// <param name="isTransient">Whether a failed attempt may be retried.</param>
    /// <param name="cancellationToken">Stops the attempts and the delays.</param>
    /// <returns>The output of the last attempt, successful or not.</returns>
    public async Task<GitOutput> RunAsync(
        Func<CancellationToken, Task<GitOutput>> run,
        Predicate<GitOutput> isTransient,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        RetryStrategyOptions<GitOutput> options = new()
        {
            ShouldHandle = attempt =>
                ValueTask.FromResult(
                    FindTransientError(attempt.Outcome, isTransient) is not null
                        && time.GetElapsedTime(started) < RetryLimits.MaxTotalTime
                ),
            MaxRetryAttempts = RetryLimits.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = RetryLimits.FirstDelay,
            MaxDelay = RetryLimits.MaxDelay,
            UseJitter = true,
            OnRetry = attempt =>
            {
                time.ReportWait(
                    new Wait.ForServer(
                        remote.Host.Length > 0 ? remote.Host : remote.ToString(),
                        FindTransientError(attempt.Outcome, isTransient)
                    ),
                    attempt.RetryDelay
                );
                return ValueTask.CompletedTask;
            },
        };
        var pipeline = new ResiliencePipelineBuilder<GitOutput> { TimeProvider = time }
            .AddRetry(options)
            .Build();
        return await pipeline.ExecuteAsync(async token => await run(token), cancellationToken);
    }

    /// <summary>The error of an attempt if a retry may succeed; null otherwise. A proxy error is thrown as an exception.</summary>
    private static string? FindTransientError(Outcome<GitOutput> attempt, Predicate<GitOutput> isTransient) =>
        attempt switch
        {
            { Exception: PromotionException { Kind: FailureKind.Unavailable } failure }
                when GitFailure.IsTransient(failure.Message) => failure.Message,
            { Exception: null, Result: { ExitCode: not 0 } output } when isTransient(output) => RemoteText.ToSingleLine(
                output.Error
            ),
            _ => null,
        };
}
