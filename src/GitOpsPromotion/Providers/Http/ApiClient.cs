using System.Net;
using GitOpsPromotion.Git;
using Polly;
using Polly.Retry;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Talks to the API of one server. What may be tried again is tried again, for as long as there is patience.</summary>
/// <remarks>One for each command: its requests share their patience.</remarks>
internal sealed class ApiClient
{
    private const int MaxAttempts = 60;

    private readonly ApiServer server;
    private readonly TimeProvider time;
    private readonly HttpSender exchange;
    private readonly WaitBudget patience;

    public ApiClient(HttpClient http, ApiServer server, TimeProvider time)
    {
        this.server = server;
        this.time = time;
        exchange = new(http, server);
        patience = new(time, server.Patience);
    }

    /// <summary>The answer, whatever its status below 500 is. A redirect to another server is such an answer, too.</summary>
    /// <exception cref="PromotionException">There is none, or it comes too late.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        CheckWay(request);
        var failures = 0;
        var delays = 0;
        RetryStrategyOptions<ApiAttempt> options = new()
        {
            ShouldHandle = outcome =>
                ValueTask.FromResult(outcome.Outcome is { Exception: null, Result: not ApiAttempt.Answered }),
            MaxRetryAttempts = MaxAttempts - 1,
            // Without a word of the server, Polly's own: twice as long each time, and never the same for two runs.
            DelayGenerator = attempt => ValueTask.FromResult(WaitAfter(attempt.Outcome.Result)),
            BackoffType = DelayBackoffType.Exponential,
            Delay = RetryLimits.FirstDelay,
            MaxDelay = RetryLimits.MaxDelay,
            UseJitter = true,
            OnRetry = attempt =>
            {
                var failure = (attempt.Outcome.Result as ApiAttempt.Failed)?.Failure.Message;
                time.ReportWait(new Wait.ForServer(request.Url.Authority, failure), attempt.RetryDelay);
                return ValueTask.CompletedTask;
            },
        };
        var pipeline = new ResiliencePipelineBuilder<ApiAttempt> { TimeProvider = time }
            .AddRetry(options)
            .Build();
        var last = await pipeline.ExecuteAsync(
            async token =>
            {
                await patience.WaitForTurnAsync(request, token);
                var attempt = Judge(await exchange.SendAsync(request, token), delays);
                switch (attempt)
                {
                    case ApiAttempt.PutOff(var wait):
                        delays++;
                        patience.Spend(wait, request);
                        break;
                    case ApiAttempt.Failed failed:
                        GiveUpAfter(failed, request, ++failures);
                        break;
                    default:
                        break;
                }

                return attempt;
            },
            cancellationToken
        );

        return last is ApiAttempt.Answered(var response)
            ? response
            : throw ApiFailures.AskedToWait(request, time.GetUtcNow());
    }

    /// <summary>
    /// Does what must not be done twice: where its answer was lost, looks whether it took effect before doing it again.
    /// </summary>
    /// <param name="write">Sends a request that is not repeatable.</param>
    /// <param name="look">Finds what the write was to bring about, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<T> WriteOnceAsync<T>(
        Func<CancellationToken, Task<T>> write,
        Func<CancellationToken, Task<T?>> look,
        CancellationToken cancellationToken
    )
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write(cancellationToken);
            }
            catch (PromotionException failure) when (failure.MayHaveTakenEffect)
            {
                // A server that lost its answer may still be at work.
                await time.WaitAsync(
                    new Wait.ForServer(server.Origin.Authority, failure.Message),
                    RetryLimits.FirstDelay * (1 << attempt),
                    until: null,
                    cancellationToken
                );
                if (await look(cancellationToken) is { } done)
                {
                    return done;
                }

                if (attempt == RetryLimits.MaxAttempts / 2)
                {
                    throw;
                }
            }
        }
    }

    private void CheckWay(ApiRequest request)
    {
        if (!server.Has(request.Url))
        {
            throw new ArgumentException($"{request.Url} is not on {server}.", nameof(request));
        }

        if (server.Authorization is not null && request.Url.Scheme != Uri.UriSchemeHttps && !request.Url.IsLoopback)
        {
            throw ApiFailures.Unprotected(request);
        }
    }

    private ApiAttempt Judge(ApiAttempt attempt, int delays)
    {
        if (attempt is not ApiAttempt.Answered(var response))
        {
            return attempt;
        }

        // The server's own clock: what it says of times is meant by that.
        var now = response.Date ?? time.GetUtcNow();
        var asked = response.RetryAfter(now);
        if (server.Throttle(new(response, delays, now)) is { } wait)
        {
            return new ApiAttempt.PutOff(wait);
        }

        if (response.Status is HttpStatusCode.TooManyRequests)
        {
            return new ApiAttempt.PutOff(asked ?? RetryLimits.MaxDelay);
        }

        if ((int)response.Status >= 500 || response.Status is HttpStatusCode.RequestTimeout)
        {
            return new ApiAttempt.Failed(ApiFailures.ServerFailed(response), RequestFate.Unknown) { Wait = asked };
        }

        if (asked is { } pause)
        {
            patience.PutOffNext(pause);
        }

        return attempt;
    }

    private void GiveUpAfter(ApiAttempt.Failed failed, ApiRequest request, int failures)
    {
        if (failed.Fate is RequestFate.Unknown && !request.IsRepeatable)
        {
            throw ApiFailures.Uncertain(failed.Failure);
        }

        if (
            failed.Fate is RequestFate.Hopeless
            || failures == RetryLimits.MaxAttempts
            || !patience.TrySpend(failed.Cost)
        )
        {
            throw failed.Failure;
        }

        if (failed.Wait is { } wait)
        {
            patience.Spend(wait, request);
        }
    }

    private static TimeSpan? WaitAfter(ApiAttempt? attempt) =>
        attempt switch
        {
            ApiAttempt.PutOff(var wait) => wait,
            ApiAttempt.Failed { Wait: var wait } => wait,
            _ => null,
        };
}
