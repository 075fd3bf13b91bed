using System.Net;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>How long to wait where Azure DevOps limits requests.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits</remarks>
internal static class AzureDevOpsLimits
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before the same request is sent again; null where the answer stands.</summary>
    public static ApiPause? WaitAfter(ApiThrottled throttled)
    {
        var response = throttled.Response;
        return
            response.Status is HttpStatusCode.TooManyRequests
            || (
                !response.IsSuccess
                && (int)response.Status < 500
                && AzureDevOpsErrors.RefusalOf(response) is AzureDevOpsRefusal.RateLimited
            )
            ? new(response.RetryAfter(throttled.Now) ?? UntilReset(throttled) ?? DefaultWait)
            : null;
    }

    private static TimeSpan? UntilReset(ApiThrottled throttled) =>
        ServerTime.UntilUnixTime(throttled.Response.Header("X-RateLimit-Reset"), throttled.Now) is { } wait
        && wait >= TimeSpan.Zero
            // The time of the reset has no fraction of a second.
            ? wait + TimeSpan.FromSeconds(1)
            : null;
}
