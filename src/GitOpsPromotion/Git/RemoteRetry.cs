using GitOpsPromotion.Text;

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
        Backoff backoff = new(time, RetryLimits.Remote);
        while (true)
        {
            try
            {
                var output = await run(cancellationToken);
                if (
                    output.ExitCode == 0
                    || !isTransient(output)
                    || !await TryPauseAsync(backoff, RemoteText.ToSingleLine(output.Error), cancellationToken)
                )
                {
                    return output;
                }
            }
            catch (PromotionException failure)
                when (failure.Kind is FailureKind.Unavailable && GitFailure.IsTransient(failure.Message))
            {
                // An error of a proxy is thrown.
                if (!await TryPauseAsync(backoff, failure.Message, cancellationToken))
                {
                    throw;
                }
            }
        }
    }

    private Task<bool> TryPauseAsync(Backoff backoff, string error, CancellationToken cancellationToken) =>
        backoff.TryPauseAsync(
            new Wait.ForServer(remote.Host.Length > 0 ? remote.Host : remote.ToString(), error),
            cancellationToken
        );
}
