using System.Text.Json.Serialization.Metadata;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Calls of GitHub's two APIs, with what an answer that says no means.</summary>
internal sealed class GitHubClient
{
    /// <summary>https://docs.github.com/en/rest/about-the-rest-api/api-versions</summary>
    public const string Version = "2022-11-28";

    private readonly ApiClient api;
    private readonly ApiServer server;

    public GitHubClient(ProviderConnection connection)
    {
        Address = GitHubAddress.From(connection.Repository.Remote.Url);
        Errors = new(Address, connection.Token is not null);
        server = new(
            new Uri(Address.Api.GetLeftPart(UriPartial.Authority)),
            connection.Token is { } token ? new("Bearer", token) : null,
            connection.Token is { } secret ? [secret] : []
        )
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Accept"] = "application/vnd.github+json",
                ["X-GitHub-Api-Version"] = Version,
            },
            Throttle = GitHubLimits.WaitAfter,
        };
        api = new(connection.Http, server, connection.Time);
    }

    public GitHubAddress Address { get; }

    public GitHubErrors Errors { get; }

    /// <summary>Whether the repository has another name or owner now, to which its old one still leads.</summary>
    public bool HasMoved { get; private set; }

    /// <param name="method">The method.</param>
    /// <param name="path">Below the repository; escaped where it holds values.</param>
    /// <param name="what">What has not happened when it fails.</param>
    public ApiRequest Request(HttpMethod method, string path, string what) => new(method, Address.At(path), what);

    /// <summary>The answer, also one that says no.</summary>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await api.SendAsync(request, cancellationToken);
        HasMoved |= response.Request.Url != request.Url;
        return response;
    }

    public async Task<T> ReadAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var response = await SendAsync(request, cancellationToken);
        return response.IsSuccess ? response.Read(type) : throw Errors.From(response);
    }

    /// <summary>All pages of a list.</summary>
    /// <param name="request">The request for the first.</param>
    /// <param name="type">The form of a page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="none">A refusal that means that there is nothing to list.</param>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        ApiRequest request,
        JsonTypeInfo<T[]> type,
        CancellationToken cancellationToken,
        GitHubRefusal none = GitHubRefusal.Other
    )
    {
        List<T> all = [];
        ApiPages pages = new();
        while (true)
        {
            pages.Begin(request);
            var response = await SendAsync(request, cancellationToken);
            pages.Add(response);
            if (!response.IsSuccess && none is not GitHubRefusal.Other && GitHubWords.RefusalOf(response) == none)
            {
                return all;
            }

            all.AddRange(response.IsSuccess ? response.Read(type) : throw Errors.From(response));
            if (FindNextPage(response) is not { } next)
            {
                return all;
            }

            request = request with { Url = next };
        }
    }

    /// <summary>The page that comes after this one, or null.</summary>
    public Uri? FindNextPage(ApiResponse response) =>
        PageLinks.FindNext(response.Header("Link")) is not { } next ? null
        : server.Has(next) ? next
        : throw ApiFailures.NotUnderstood(response, cause: null);

    /// <summary>A query of GraphQL that may be answered with errors. Each that is sent here may be sent twice.</summary>
    public async Task<(ApiResponse Response, GraphQlAnswer<T> Answer)> AskAsync<T>(
        string query,
        IReadOnlyDictionary<string, string> variables,
        string what,
        JsonTypeInfo<GraphQlAnswer<T>> type,
        CancellationToken cancellationToken,
        DateTimeOffset? deadline = null
    )
        where T : class
    {
        var request = new ApiRequest(HttpMethod.Post, Address.GraphQl, what)
        {
            IsRepeatable = true,
            // What GraphQL refuses comes with status 200.
            MayBeRefused = false,
            Deadline = deadline ?? DateTimeOffset.MaxValue,
        }.With(new GraphQlRequest(query, variables), GitHubGraphQlJson.Default.GraphQlRequest);
        var response = await SendAsync(request, cancellationToken);
        return response.IsSuccess ? (response, response.Read(type)) : throw Errors.From(response);
    }

    /// <summary>Does what must not be done twice, and looks whether it was done where its answer was lost.</summary>
    public Task<T> WriteOnceAsync<T>(
        Func<CancellationToken, Task<T>> write,
        Func<CancellationToken, Task<T?>> look,
        CancellationToken cancellationToken
    )
        where T : class => api.WriteOnceAsync(write, look, cancellationToken);
}
