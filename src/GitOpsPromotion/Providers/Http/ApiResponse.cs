using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Providers.Http;

/// <summary>An answer of a forge's API, whole.</summary>
/// <param name="Request">What it answers.</param>
/// <param name="Status">May be any but 5xx, which are failures.</param>
/// <param name="Headers">By their names in any case; several of a name are joined by commas.</param>
/// <param name="Body">The bytes; may be empty.</param>
/// <param name="Redaction">Knows what must not be shown.</param>
internal sealed record ApiResponse(
    ApiRequest Request,
    HttpStatusCode Status,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    SecretRedactor Redaction
)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string Host => Request.Url.Authority;

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>What the server's clock showed; null where it does not say.</summary>
    public DateTimeOffset? Date => ServerTime.ParseDate(Header("Date"));

    /// <summary>What the header <c>Retry-After</c> asks for, in seconds or as a date; null without one.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => ServerTime.RetryAfter(Header("Retry-After"), now);

    /// <summary>The body as JSON of the expected form.</summary>
    /// <exception cref="PromotionException">It is not that.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (!JsonSize.IsWithin(WithoutByteOrderMark, Limits.ApiTokens))
            {
                throw ApiFailures.TooMuch(Request);
            }

            if (JsonSerializer.Deserialize(WithoutByteOrderMark, type) is { } value)
            {
                return value;
            }
        }
        catch (JsonException exception)
        {
            throw ApiFailures.NotUnderstood(this, exception);
        }

        throw ApiFailures.NotUnderstood(this, cause: null);
    }

    /// <summary>The body as JSON of the expected form, or null where it is anything else: error answers come in many forms.</summary>
    public T? TryRead<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSize.IsWithin(WithoutByteOrderMark, Limits.ApiTokens)
                ? JsonSerializer.Deserialize(WithoutByteOrderMark, type)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Remote text as it may be shown: on one line, without secrets and control characters.</summary>
    public string Show(string text) => RemoteText.ToSingleLine(Redaction.Redact(text));

    /// <summary>
    /// Whether the status is one of 4xx with which a forge does not answer such a request: a proxy does, or a server that
    /// is not the forge's.
    /// </summary>
    public bool IsUnexpected =>
        Status is HttpStatusCode.ProxyAuthenticationRequired
        || (!Request.MayBeRefused && (int)Status is >= 400 and < 500);

    /// <summary>The body where it is plain text, as it may be shown; empty for a page.</summary>
    public string ShownText =>
        Header("Content-Type")?.Contains("html", StringComparison.OrdinalIgnoreCase) ?? false
            ? ""
            : Show(Encoding.UTF8.GetString(WithoutByteOrderMark));

    private ReadOnlySpan<byte> WithoutByteOrderMark =>
        Body.AsSpan() is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : Body.AsSpan();
}
