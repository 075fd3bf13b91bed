using System.Net;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Sends requests to the API of one server, and repeats what is safe to repeat.</summary>
/// <remarks>One for each command: its requests share a budget for waiting.</remarks>
internal sealed class ApiClient(HttpClient http, ApiServer server, TimeProvider time)
{
    private const int MaxAttempts = 60;

    private readonly HttpSender sender = new(http, server);
    private readonly WaitBudget budget = new(time, server.MaxWait);

    /// <summary>The answer, whatever its status below 500 is. A redirect to another server is such an answer, too.</summary>
    /// <exception cref="PromotionException">There is none, or it comes too late.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(request, isUrgent: false, cancellationToken))!;

    /// <summary>Sends what rests on something that was read a moment ago.</summary>
    /// <returns>The answer; null where the server asked to wait: the wait is over, and the request was not sent.</returns>
    /// <exception cref="PromotionException">There is none, or it comes too late.</exception>
    public Task<ApiResponse?> TrySendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, isUrgent: true, cancellationToken);

    private async Task<ApiResponse?> SendAsync(ApiRequest request, bool isUrgent, CancellationToken cancellationToken)
    {
        CheckAddress(request);
        var failures = 0;
        var delays = 0;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await budget.WaitForTurnAsync(request, cancellationToken) && isUrgent)
            {
                return null;
            }

            TimeSpan pause;
            string? failure = null;
            switch (Classify(await sender.SendAsync(request, cancellationToken), delays))
            {
                case ApiAttempt.Answered(var response):
                    return response;
                case ApiAttempt.Throttled({ Failure: not null, Wait: var wait }, var response)
                    when !budget.TrySpend(wait):
                    return response;
                case ApiAttempt.Throttled({ Failure: { } reason, Wait: var wait }, _):
                    delays++;
                    pause = wait;
                    failure = reason;
                    break;
                case ApiAttempt.Throttled({ Wait: var wait }, _):
                    delays++;
                    budget.Spend(wait, request);
                    pause = wait;
                    break;
                case ApiAttempt.Failed failed:
                    GiveUpAfter(failed, request, ++failures);
                    pause = failed.Wait ?? PauseAfter(failures);
                    failure = failed.Failure.Message;
                    break;
                default:
                    throw new InvalidOperationException("An attempt has ended in an unknown way.");
            }

            await time.WaitAsync(
                new Wait.ForServer(request.Url.Authority, failure),
                pause,
                until: null,
                cancellationToken
            );
            if (isUrgent)
            {
                return null;
            }
        }

        throw ApiFailures.AskedToWait(request, time.GetUtcNow());
    }

    private void CheckAddress(ApiRequest request)
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

    private ApiAttempt Classify(ApiAttempt attempt, int delays)
    {
        if (attempt is not ApiAttempt.Answered(var response))
        {
            return attempt;
        }

        // The server's own clock, because its times are by that.
        var now = response.Date ?? time.GetUtcNow();
        var asked = response.RetryAfter(now);
        if (server.Throttle(new(response, delays, now)) is { } pause)
        {
            return new ApiAttempt.Throttled(pause, response);
        }

        if (response.Status is HttpStatusCode.TooManyRequests)
        {
            return new ApiAttempt.Throttled(new(asked ?? RetryLimits.MaxDelay), response);
        }

        if ((int)response.Status >= 500 || response.Status is HttpStatusCode.RequestTimeout)
        {
            return new ApiAttempt.Failed(ApiFailures.ServerFailed(response), DeliveryState.Unknown) { Wait = asked };
        }

        if (asked is { } next)
        {
            budget.DelayNext(next);
        }

        return attempt;
    }

    private void GiveUpAfter(ApiAttempt.Failed failed, ApiRequest request, int failures)
    {
        if (failed.Delivery is DeliveryState.Unknown && !request.IsRepeatable)
        {
            throw ApiFailures.Uncertain(failed.Failure);
        }

        if (
            failed.Delivery is DeliveryState.Impossible
            || failures == RetryLimits.MaxAttempts
            || !budget.TrySpend(failed.Cost)
        )
        {
            throw failed.Failure;
        }

        if (failed.Wait is { } wait)
        {
            budget.Spend(wait, request);
        }
    }

    private static TimeSpan PauseAfter(int failures)
    {
        var pause = RetryLimits.FirstDelay * (1 << (failures - 1));
        return Backoff.WithJitter(pause < RetryLimits.MaxDelay ? pause : RetryLimits.MaxDelay);
    }
}
