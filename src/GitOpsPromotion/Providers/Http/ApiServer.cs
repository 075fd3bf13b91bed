using System.Collections.ObjectModel;
using System.Net.Http.Headers;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.Http;

/// <summary>The server of a forge's API, and how requests to it are sent.</summary>
/// <param name="Origin">Scheme, host and port. Requests go nowhere else.</param>
/// <param name="Authorization">The Authorization header; null for none.</param>
/// <param name="Secrets">What must never be shown: the token in each form that is sent.</param>
internal sealed record ApiServer(
    Uri Origin,
    AuthenticationHeaderValue? Authorization,
    IReadOnlyCollection<string> Secrets
)
{
    /// <summary>Goes with every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// How long an answer of the forge asks to wait before the same request is sent again; null where the answer stands.
    /// A throttled request had no effect. Status 429 is known without it.
    /// </summary>
    public Func<ApiThrottled, ApiPause?> Throttle { get; init; } = _ => null;

    /// <summary>How long one request may take, from its first byte to the last of its answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a command waits in total, for lost answers and for rate limits.</summary>
    public TimeSpan MaxWait { get; init; } = RetryLimits.MaxTotalTime;

    /// <summary>Whether an address is on this server: the same scheme, host and port.</summary>
    public bool Has(Uri address) =>
        address.IsAbsoluteUri
        && Uri.Compare(
            Origin,
            address,
            UriComponents.SchemeAndServer,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;

    /// <summary>Never shows the token.</summary>
    public override string ToString() => Origin.ToString();
}

/// <summary>A pause before the same request is sent again.</summary>
/// <param name="Wait">How long.</param>
/// <param name="Failure">Why, as a sentence, where the server limits no requests but failed; null for a limit.</param>
internal sealed record ApiPause(TimeSpan Wait, string? Failure = null);

/// <summary>An answer that may ask to wait.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Earlier">How many times the same request was throttled before.</param>
/// <param name="Now">The time on the clock that waits use.</param>
internal sealed record ApiThrottled(ApiResponse Response, int Earlier, DateTimeOffset Now);
