using System.Net;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>How long to wait where GitHub limits requests.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api</remarks>
internal static class GitHubLimits
{
    private static readonly TimeSpan LeastForSecondaryLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterServerError = TimeSpan.FromSeconds(1);
    private const int MaxServerErrors = 4;

    /// <summary>How long to wait before the same request is sent again; null where the answer stands.</summary>
    public static ApiPause? WaitAfter(ApiThrottled throttled)
    {
        if (LimitOf(throttled) is { } limit)
        {
            return new(limit);
        }

        return
            throttled.Earlier < MaxServerErrors
            && ErrorsOf(throttled.Response).FirstOrDefault(GitHubErrorText.IsServerError) is { } error
            ? new(
                Longer(AfterServerError, throttled.Earlier),
                $"{throttled.Response.Host} reported an internal error ({GitHubErrorText.Of(throttled.Response, [error])})"
            )
            : null;
    }

    private static TimeSpan? LimitOf(ApiThrottled throttled)
    {
        var (response, earlier, _) = throttled;
        if (response.Status is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests)
        {
            return response.RetryAfter(throttled.Now)
                ?? UntilReset(throttled)
                ?? (
                    response.Status is HttpStatusCode.TooManyRequests
                    || GitHubErrorText.IsSecondaryLimit(GitHubErrorText.Of(response))
                        ? Longer(LeastForSecondaryLimit, earlier)
                        : null
                );
        }

        var errors = ErrorsOf(response);
        return errors.Any(GitHubErrorText.IsPrimaryLimit)
                ? UntilReset(throttled) ?? Longer(LeastForSecondaryLimit, earlier)
            : errors.Any(error => GitHubErrorText.IsSecondaryLimit(error.Message ?? ""))
                ? response.RetryAfter(throttled.Now) ?? Longer(LeastForSecondaryLimit, earlier)
            : null;
    }

    /// <summary>The errors of a GraphQL answer, which has the status 200; empty for other answers.</summary>
    private static GraphQlError[] ErrorsOf(ApiResponse response) =>
        response.Status is HttpStatusCode.OK && response.Request.Method == HttpMethod.Post
            ? response.TryRead(GitHubGraphQlJson.Default.GraphQlProblem)?.Errors ?? []
            : [];

    private static TimeSpan? UntilReset(ApiThrottled throttled) =>
        throttled.Response.Header("x-ratelimit-remaining") is "0"
        && ServerTime.UntilUnixTime(throttled.Response.Header("x-ratelimit-reset"), throttled.Now) is { } wait
            // The time of the reset has no fraction of a second.
            ? Max(wait, TimeSpan.Zero) + TimeSpan.FromSeconds(1)
            : null;

    private static TimeSpan Longer(TimeSpan wait, int earlier) => wait * (1 << Math.Min(earlier, 10));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
