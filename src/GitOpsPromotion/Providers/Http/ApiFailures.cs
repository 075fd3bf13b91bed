using System.Globalization;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Failures of requests, each as one sentence.</summary>
internal static class ApiFailures
{
    private const string TryLater = "Check the network and the state of the server, then run the command again.";

    public static PromotionException NotReached(
        ApiRequest request,
        HttpRequestException cause,
        SecretRedactor redaction
    )
    {
        var host = request.Url.Authority;
        var reason = redaction.Redact(RemoteText.ToSingleLine((cause.InnerException ?? cause).Message)).TrimEnd('.');
        var proxy = FindProxy(request.Url);
        return Unavailable(
            request,
            cause.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"the host {host} was not found ({reason})",
                HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError =>
                    $"there is no connection to {host}{(proxy is null ? "" : $" through the proxy {proxy.Authority}")} ({reason})",
                HttpRequestError.SecureConnectionError => $"there is no secure connection to {host} ({reason})",
                _ => $"{host} closed the connection ({reason})",
            },
            proxy is null
                ? TryLater
                : $"Check the proxy that {request.Url.Scheme}_proxy or all_proxy names, or exempt the host with no_proxy.",
            cause
        );
    }

    // What the variables of the environment, or the settings of the system, say.
    private static Uri? FindProxy(Uri url) =>
        HttpClient.DefaultProxy.IsBypassed(url) ? null : HttpClient.DefaultProxy.GetProxy(url);

    public static PromotionException BrokenOff(ApiRequest request, Exception cause) =>
        Unavailable(request, $"{request.Url.Authority} closed the connection during its answer", TryLater, cause);

    public static PromotionException NoAnswer(ApiRequest request, TimeSpan deadline, Exception cause) =>
        Unavailable(
            request,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Url.Authority} did not answer within {deadline.TotalSeconds:0.###} seconds"
            ),
            TryLater,
            cause
        );

    public static PromotionException ServerFailed(ApiResponse response)
    {
        var text = response.ShownText;
        return Unavailable(
            response.Request,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{response.Host} failed with status {(int)response.Status}{(text.Length > 0 ? $" ({text})" : "")}"
            ),
            TryLater
        );
    }

    public static PromotionException AskedToWait(ApiRequest request, DateTimeOffset until) =>
        Unavailable(
            request,
            string.Create(
                CultureInfo.InvariantCulture,
                $"rate limit of {request.Url.Authority} exceeded; it resets at {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
            ),
            "Run the command again after that. All jobs with the same token share the limit."
        );

    public static PromotionException TooLong(ApiRequest request, long limit) =>
        Unavailable(
            request,
            $"the answer of {request.Url.Authority} is longer than {Limits.FormatSize(limit)}",
            "Check that the URL of origin leads to the forge."
        );

    public static PromotionException TooMuch(ApiRequest request) =>
        Unavailable(
            request,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the answer of {request.Url.Authority} holds more than {Limits.ApiTokens} JSON tokens"
            ),
            "Check that the URL of origin leads to the forge."
        );

    /// <param name="request">The request for the page.</param>
    /// <param name="why">Why the list does not end.</param>
    public static PromotionException Endless(ApiRequest request, string why) =>
        Unavailable(request, $"the list of {request.Url.Authority} {why}", TryLater);

    /// <summary>A status of 4xx that the forge itself does not give to such a request.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="text">Its message, as it may be shown; may be empty.</param>
    public static PromotionException Unexpected(ApiResponse response, string text) =>
        Unavailable(
            response.Request,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{response.Host} responded with the unexpected status {(int)response.Status}{(text.Length > 0 ? $" ({text})" : "")}"
            ),
            "A proxy may have answered: check the URL of origin, the network and the state of the server."
        );

    public static PromotionException NotUnderstood(ApiResponse response, Exception? cause) =>
        Unavailable(
            response.Request,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{response.Host} responded {(int)response.Status} without the JSON that its API describes"
            ),
            "A proxy or a sign-in page may have answered: check the URL of origin, the network and the token.",
            cause
        );

    /// <summary>A redirect that was not followed: to another server, without a target, or in a loop.</summary>
    public static PromotionException SentElsewhere(ApiResponse response)
    {
        var from = response.Request.Url.GetLeftPart(UriPartial.Authority);
        var to = Uri.TryCreate(response.Request.Url, response.Header("Location"), out var location)
            ? location.GetLeftPart(UriPartial.Authority)
            : null;
        return Unavailable(
            response.Request,
            to is null ? $"{from} redirects without a target"
                : string.Equals(from, to, StringComparison.OrdinalIgnoreCase) ? $"{from} redirects in a loop"
                : $"{from} redirects to {response.Show(to)}, to which the token is not sent",
            "The repository may have moved. Give origin its new URL: git remote set-url origin <url>"
        );
    }

    public static PromotionException Unprotected(ApiRequest request) =>
        new(
            FailureKind.Configuration,
            $"{request.What}: the token is not sent to {request.Url.Authority} over plain http, where others could read it."
        )
        {
            Hint = "Give origin an https URL: git remote set-url origin <url>",
        };

    /// <summary>The failure of a request that may have taken effect.</summary>
    public static PromotionException Uncertain(PromotionException failure) =>
        new(failure.Kind, $"{failure.Message.TrimEnd('.')}; it may have taken effect.", failure)
        {
            Hint = failure.Hint,
            MayHaveTakenEffect = true,
        };

    private static PromotionException Unavailable(
        ApiRequest request,
        string why,
        string hint,
        Exception? cause = null
    ) => new(FailureKind.Unavailable, $"{request.What}: {why}.", cause) { Hint = hint };
}
