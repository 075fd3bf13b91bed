using System.Net;
using System.Text;

namespace GitOpsPromotion.Tests.Providers.Http;

/// <summary>A server that answers what a test has written down, in that order, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<Asked, CancellationToken, Task<HttpResponseMessage>>> answers = [];
    private readonly List<Asked> requests = [];
    private readonly Lock gate = new();

    /// <summary>What it was asked, first to last.</summary>
    public IReadOnlyList<Asked> Requests => requests;

    /// <summary>How many answers nobody has asked for.</summary>
    public int Left => answers.Count;

    /// <summary>Answers the next request with a status, a body, and headers as lines of <c>name: value</c>.</summary>
    public ScriptedServer Answers(HttpStatusCode status, string body = "", params string[] headers) =>
        Answers(_ => Response(status, Encoding.UTF8.GetBytes(body), headers));

    public ScriptedServer Answers(HttpStatusCode status, byte[] body, params string[] headers) =>
        Answers(_ => Response(status, body, headers));

    public ScriptedServer Answers(Func<Asked, HttpResponseMessage> answer) =>
        Answers((asked, _) => Task.FromResult(answer(asked)));

    public ScriptedServer Answers(Func<Asked, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>Fails the next request.</summary>
    public ScriptedServer Fails(Exception exception) => Answers((_, _) => throw exception);

    /// <summary>Leaves the next request without an answer.</summary>
    public ScriptedServer IsSilent() =>
        Answers(
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("It never answers.");
            }
        );

    public static HttpResponseMessage Response(HttpStatusCode status, byte[] body, params string[] headers)
    {
        HttpResponseMessage response = new(status) { Content = new ByteArrayContent(body) };
        foreach (var header in headers)
        {
            var (name, value) = (header[..header.IndexOf(':', StringComparison.Ordinal)], header);
            value = value[(name.Length + 1)..].Trim();
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Asked asked = new(
            request.Method.Method,
            request.RequestUri!,
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase
            )
        );
        Func<Asked, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (gate)
        {
            requests.Add(asked);
            answer =
                answers.Count > 0 ? answers.Dequeue() : throw new InvalidOperationException($"Unexpected: {asked}");
        }

        return await answer(asked, cancellationToken);
    }
}

/// <summary>A request as it came.</summary>
internal sealed record Asked(string Method, Uri Url, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public override string ToString() => $"{Method} {Url.PathAndQuery}{(Body.Length > 0 ? " " + Body : "")}";
}
