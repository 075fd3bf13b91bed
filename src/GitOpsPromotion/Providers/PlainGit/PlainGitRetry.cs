using Polly;
using Polly.Retry;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Repeats read, decide and push until a push is accepted, so that of parallel runs each has its turn.</summary>
internal sealed class PlainGitRetry(TimeProvider time)
{
    /// <summary>How often a change of state is tried again. Only runs that change the same pull request or commit compete.</summary>
    public const int OfChange = 60;

    /// <summary>
    /// How often a merge is tried again. All merges into a branch compete, and each failed attempt is another run's merge: of
    /// many runs at once, one may lose often before it is its turn.
    /// </summary>
    public const int OfMerge = 600;

    /// <param name="what">What is to be done, as in <c>open a pull request from …</c>, for the error.</param>
    /// <param name="retries">How often it is tried again: <see cref="OfChange"/> or <see cref="OfMerge"/>.</param>
    /// <param name="attempt">Reads afresh and pushes; null where its push came too late.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<T> UntilAcceptedAsync<T>(
        string what,
        int retries,
        Func<CancellationToken, Task<T?>> attempt,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = static outcome =>
                        ValueTask.FromResult(outcome.Outcome is { Exception: null, Result: null }),
                    MaxRetryAttempts = retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(30),
                    MaxDelay = TimeSpan.FromSeconds(1),
                    OnRetry = retry =>
                    {
                        time.ReportWait(new Wait.ForOtherRuns(what), retry.RetryDelay);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

        return await pipeline.ExecuteAsync(async token => await attempt(token), cancellationToken)
            ?? throw new PromotionException(
                FailureKind.Rejected,
                $"Could not {what}: in {retries + 1} tries the remote had always changed between reading and pushing."
            )
            {
                Hint =
                    "Run the command again. If nobody else is at work, the refs below refs/gitops-promotion/ contradict "
                    + "each other: docs/providers/git.md says what they hold.",
            };
    }
}
