using System.Collections.ObjectModel;
using System.Net.Http.Headers;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.Http;

/// <summary>The server of a forge's API, and how it wants to be talked to.</summary>
/// <param name="Origin">Scheme, host and port. Nothing is sent elsewhere.</param>
/// <param name="Authorization">What proves who asks; null for nobody.</param>
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
    /// The forge's own way to say "not now": how long to wait before the same request is sent again, or null where the
    /// answer says nothing of the kind. Such an answer means that nothing was done. Status 429 needs no word here.
    /// </summary>
    public Func<ApiThrottled, TimeSpan?> Throttle { get; init; } = _ => null;

    /// <summary>How long one request may take, from its first byte to the last of its answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a command waits altogether, for answers that do not come and for limits to end.</summary>
    public TimeSpan Patience { get; init; } = RetryLimits.MaxTotalTime;

    /// <summary>Whether an address lies on this server: the same scheme, host and port.</summary>
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

/// <summary>An answer that may ask to wait.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Earlier">How many times the same request was put off before.</param>
/// <param name="Now">The time on the clock that waits use.</param>
internal sealed record ApiThrottled(ApiResponse Response, int Earlier, DateTimeOffset Now);
