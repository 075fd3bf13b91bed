using Polly;
using Polly.Retry;

namespace GitOpsPromotion.Git;

/// <summary>Repeats git commands that talk to the remote, where they fail for a reason that may pass.</summary>
/// <remarks>Only for what is safe to repeat: reading refs, fetching, and pushing with a lease on each ref.</remarks>
/// <param name="time">The clock of the pauses. It hears of each.</param>
/// <param name="remote">Where the remote is.</param>
internal sealed class RemoteRetry(TimeProvider time, RemoteUrl remote)
{
    /// <summary>Runs a command that only reads from the remote.</summary>
    public Task<GitOutput> RunAsync(
        Func<CancellationToken, Task<GitOutput>> run,
        CancellationToken cancellationToken
    ) => RunAsync(run, output => GitFailure.IsTransient(output.Error), cancellationToken);

    /// <param name="run">One attempt.</param>
    /// <param name="isTransient">Judges an attempt that failed.</param>
    /// <param name="cancellationToken">Stops the attempts and the pauses.</param>
    /// <returns>The output of the last attempt, whatever its exit code.</returns>
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

    /// <summary>How an attempt failed, where the next one may succeed; a proxy that fails is told by a failure of its own.</summary>
    private static string? FindTransientError(Outcome<GitOutput> attempt, Predicate<GitOutput> isTransient) =>
        attempt switch
        {
            { Exception: PromotionException { Kind: FailureKind.Unavailable } failure }
                when GitFailure.IsTransient(failure.Message) => failure.Message,
            { Exception: null, Result: { ExitCode: not 0 } output } when isTransient(output) => SecretRedactor.Flatten(
                output.Error
            ),
            _ => null,
        };
}
