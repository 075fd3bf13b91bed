using System.Net;
using System.Text;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>
/// A server that answers each request as a test has written down. Of several answers to a request each is given once, but
/// the last one from then on. Requests are named by method and path below the repository's API; below the project's
/// after one slash, below the organization's after two.
/// </summary>
internal sealed class FakeAzureDevOps : HttpMessageHandler
{
    private const string OrganizationPath = "/fabrikam/_apis/";
    private const string ProjectPath = "/fabrikam/Web%20Shop/_apis/";
    private const string RepositoryPath = $"{ProjectPath}git/repositories/gitops/";

    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> answers = new(StringComparer.Ordinal);
    private readonly List<string> requests = [];
    private readonly Lock gate = new();
    private int asking;

    /// <summary>What it was asked, first to last: method, path and query without the version, and body.</summary>
    public IReadOnlyList<string> Requests => requests;

    /// <summary>The headers of the last request.</summary>
    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many requests there were at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public FakeAzureDevOps On(string request, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            On(request, IsCreation(request) ? HttpStatusCode.Created : HttpStatusCode.OK, body);
        }

        return this;
    }

    public FakeAzureDevOps On(string request, HttpStatusCode status, string body, params string[] headers) =>
        On(request, status, Encoding.UTF8.GetBytes(body), headers);

    public FakeAzureDevOps On(string request, HttpStatusCode status, byte[] body, params string[] headers) =>
        On(request, () => Response(status, body, headers));

    public FakeAzureDevOps On(string request, Func<HttpResponseMessage> answer)
    {
        if (!answers.TryGetValue(request, out var queue))
        {
            answers[request] = queue = [];
        }

        queue.Enqueue(answer);
        return this;
    }

    public static HttpResponseMessage Json(string body) =>
        Response(HttpStatusCode.OK, Encoding.UTF8.GetBytes(body), []);

    /// <summary>The bodies that were sent with a request.</summary>
    public IReadOnlyList<string> BodiesOf(string request) =>
        [
            .. requests
                .Where(one => one.StartsWith($"{request} ", StringComparison.Ordinal))
                .Select(one => one[(request.Length + 1)..]),
        ];

    /// <summary>How often it was asked that, whatever the query.</summary>
    public int CountOf(string request) =>
        requests.Count(one => one.Split(' ', '?') is [var method, var path, ..] && $"{method} {path}" == request);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var uri = request.RequestUri!;
        var path = Below(uri.AbsolutePath);
        var query = string.Join(
            '&',
            uri.Query.TrimStart('?')
                .Split('&')
                .Where(pair => !pair.StartsWith("api-version=", StringComparison.Ordinal))
                .Select(Uri.UnescapeDataString)
        );
        var key = $"{request.Method} {path}";
        HttpResponseMessage answer;
        lock (gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++asking);
            requests.Add($"{key}{(query.Length > 0 ? "?" : "")}{query}{(body.Length > 0 ? " " : "")}{body}");
            LastHeaders = request.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase
            );
            var queue =
                answers.GetValueOrDefault(key) ?? throw new InvalidOperationException($"Unexpected: {requests[^1]}");
            answer = (queue.Count > 1 ? queue.Dequeue() : queue.Peek())();
        }

        // Parallel requests overlap here.
        for (var turn = 0; turn < 50; turn++)
        {
            await Task.Yield();
        }

        lock (gate)
        {
            asking--;
        }

        return answer;
    }

    private static string Below(string path) =>
        (
            path.StartsWith(RepositoryPath, StringComparison.Ordinal) ? path[RepositoryPath.Length..]
            : path.StartsWith(ProjectPath, StringComparison.Ordinal) ? path[(ProjectPath.Length - 1)..]
            : "/" + path[(OrganizationPath.Length - 1)..]
        );

    private static bool IsCreation(string request) =>
        request is "POST pullrequests"
        || (
            request.StartsWith("POST commits/", StringComparison.Ordinal)
            && request.EndsWith("/statuses", StringComparison.Ordinal)
        );

    private static HttpResponseMessage Response(HttpStatusCode status, byte[] body, string[] headers)
    {
        HttpResponseMessage response = new(status) { Content = new ByteArrayContent(body) };
        foreach (var header in headers.Prepend("Content-Type: application/json; charset=utf-8"))
        {
            var name = header[..header.IndexOf(':', StringComparison.Ordinal)];
            var value = header[(name.Length + 1)..].Trim();
            response.Content.Headers.Remove(name.StartsWith("Content-", StringComparison.Ordinal) ? name : "Expires");
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
