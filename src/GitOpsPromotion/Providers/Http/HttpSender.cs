using System.Collections.ObjectModel;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Sends a request once, and follows redirects on the same server.</summary>
internal sealed class HttpSender(HttpClient http, ApiServer server)
{
    private const int MaxRedirects = 5;

    private readonly SecretRedactor redaction = new(server.Secrets);

    public async Task<ApiAttempt> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        // On the real clock: it limits what the network does.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(server.Deadline);
        try
        {
            return new ApiAttempt.Answered(await FollowAsync(request, deadline.Token));
        }
        catch (HttpRequestException exception)
        {
            return new ApiAttempt.Failed(
                ApiFailures.NotReached(request, exception, redaction),
                DeliveryAfter(exception)
            );
        }
        catch (IOException exception)
        {
            return new ApiAttempt.Failed(ApiFailures.BrokenOff(request, exception), DeliveryState.Unknown);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiAttempt.Failed(
                ApiFailures.NoAnswer(request, server.Deadline, exception),
                DeliveryState.Unknown
            )
            {
                Cost = server.Deadline,
            };
        }
    }

    private async Task<ApiResponse> FollowAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var url = request.Url;
        for (var redirects = 0; ; redirects++)
        {
            using var message = CreateMessage(request, url);
            using var answer = await http.SendAsync(
                message,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            var response = await ReadAsync(request with { Url = url }, answer, cancellationToken);

            // HttpClient would drop the token, and turn a POST into a GET.
            if (
                redirects == MaxRedirects
                || !IsRedirect(response.Status)
                || !Uri.TryCreate(url, response.Header("Location"), out var next)
                || !server.Has(next)
            )
            {
                return response;
            }

            url = next;
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request, Uri url)
    {
        HttpRequestMessage message = new(request.Method, url);
        message.Headers.Authorization = server.Authorization;
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("gitops-promotion", productVersion: null));
        foreach (var (name, value) in server.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.IfNoneMatch is { } tag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return message;
    }

    private async Task<ApiResponse> ReadAsync(
        ApiRequest request,
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            headers[name] = string.Join(", ", values);
        }

        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream body = new();
        var buffer = new byte[16 * 1024];
        while (await content.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (body.Length + count > Limits.ApiResponse)
            {
                throw ApiFailures.TooLong(request, Limits.ApiResponse);
            }

            await body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return new ApiResponse(
            request,
            answer.StatusCode,
            new ReadOnlyDictionary<string, string>(headers),
            body.ToArray(),
            redaction
        );
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;

    private static DeliveryState DeliveryAfter(HttpRequestException exception) =>
        exception switch
        {
            { InnerException: AuthenticationException } => DeliveryState.Impossible,
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => DeliveryState.NotSent,
            _ => DeliveryState.Unknown,
        };
}
