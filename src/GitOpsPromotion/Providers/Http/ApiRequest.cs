using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GitOpsPromotion.Providers.Http;

/// <summary>One request to a forge's API.</summary>
/// <param name="Method">The method; redirects keep it.</param>
/// <param name="Url">Absolute. Values from outside must be escaped.</param>
/// <param name="What">What has not happened when it fails, as the beginning of a sentence: <c>Pull request 7 was not merged</c>.</param>
internal sealed record ApiRequest(HttpMethod Method, Uri Url, string What)
{
    /// <summary>JSON; null for none.</summary>
    public byte[]? Body { get; private init; }

    /// <summary>
    /// Whether sending it twice does no more than sending it once. Where it does, and its answer was lost, the failure is
    /// one that <see cref="PromotionException.MayHaveTakenEffect"/>.
    /// </summary>
    public bool IsRepeatable { get; init; } = Method == HttpMethod.Get;

    /// <summary>
    /// Whether a status of 4xx may be the forge's decision. A question leaves nothing to decide: what is not a matter of
    /// rights, names or limits there is not the forge's answer.
    /// </summary>
    public bool MayBeRefused { get; init; } = Method != HttpMethod.Get;

    /// <summary>When nobody waits for the answer any more: what the server puts off past it fails at once.</summary>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The ETag of an answer that is at hand; status 304 says that it still holds.</summary>
    public string? IfNoneMatch { get; init; }

    public ApiRequest With<T>(T body, JsonTypeInfo<T> type) =>
        this with
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
        };
}
