using System.Text.Json.Serialization.Metadata;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Requests to the REST and GraphQL APIs of GitHub.</summary>
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

    /// <param name="method">The method.</param>
    /// <param name="path">Below the repository; escaped where it holds values.</param>
    /// <param name="what">What has not happened when it fails.</param>
    public ApiRequest Request(HttpMethod method, string path, string what) => new(method, Address.At(path), what);

    /// <summary>The answer, whatever its status.</summary>
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        api.SendAsync(request, cancellationToken);

    /// <summary>As <see cref="ApiClient.TrySendAsync"/>.</summary>
    public Task<ApiResponse?> TrySendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        api.TrySendAsync(request, cancellationToken);

    public async Task<T> ReadAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var response = await SendAsync(request, cancellationToken);
        return response.IsSuccess ? response.Read(type) : throw Errors.From(response);
    }

    /// <summary>All pages of a list.</summary>
    /// <param name="request">The request for the first.</param>
    /// <param name="type">The type of a page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="isEmpty">Whether an error response means an empty list.</param>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        ApiRequest request,
        JsonTypeInfo<T[]> type,
        CancellationToken cancellationToken,
        Predicate<ApiResponse>? isEmpty = null
    )
    {
        List<T> all = [];
        ApiPages pages = new();
        while (true)
        {
            pages.Begin(request);
            var response = await SendAsync(request, cancellationToken);
            pages.Add(response);
            if (!response.IsSuccess && isEmpty?.Invoke(response) is true)
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

    /// <summary>Sends a GraphQL operation that may be repeated.</summary>
    /// <returns>The answer, which may contain errors.</returns>
    public async Task<(ApiResponse Response, GraphQlAnswer<T> Answer)> QueryAsync<T>(
        string query,
        Dictionary<string, string> variables,
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
            // GraphQL refuses with status 200.
            MayBeRefused = false,
            Deadline = deadline ?? DateTimeOffset.MaxValue,
        }.With(new GraphQlRequest(query, variables), GitHubGraphQlJson.Default.GraphQlRequest);
        var response = await SendAsync(request, cancellationToken);
        return response.IsSuccess ? (response, response.Read(type)) : throw Errors.From(response);
    }

    /// <summary>The variables <c>owner</c> and <c>name</c>, and more.</summary>
    public Dictionary<string, string> Variables(params ReadOnlySpan<(string Name, string Value)> more)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["owner"] = Address.Owner,
            ["name"] = Address.Name,
        };
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The data of an answer. Errors about the rules of the target branch do not matter.</summary>
    /// <exception cref="PromotionException">It has other errors, or no data.</exception>
    public T Require<T>(ApiResponse response, GraphQlError[]? errors, T? data)
        where T : class
    {
        var relevant = (errors ?? []).Where(error => !error.IsOfRules).ToArray();
        return relevant.Length > 0
            ? throw Errors.From(response, relevant)
            : data ?? throw ApiFailures.NotUnderstood(response, cause: null);
    }
}
