using System.Text.Json.Serialization.Metadata;
using GitOpsPromotion.Providers.Http;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Requests to the API of Azure DevOps.</summary>
internal sealed class AzureDevOpsClient
{
    /// <summary>https://learn.microsoft.com/en-us/rest/api/azure/devops/#versioning</summary>
    public const string Version = "7.1";

    /// <summary>For what has never left its preview.</summary>
    public const string PreviewVersion = "7.1-preview.1";

    private readonly ApiClient api;
    private readonly SecretRedactor redaction;

    public AzureDevOpsClient(ProviderConnection connection)
    {
        Address = AzureDevOpsAddress.From(connection.Repository.Remote.Url);
        Errors = new(Address, connection.Token is not null);
        Time = connection.Time;
        SourceBranchPrefix = connection.SourceBranchPrefix;
        ApiServer server = new(
            new Uri(Address.Collection.GetLeftPart(UriPartial.Authority)),
            connection.Token is { } token ? AzureDevOpsAuthorization.For(token) : null,
            connection.Token is { } secret ? AzureDevOpsAuthorization.SecretsOf(secret) : []
        )
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Accept"] = "application/json",
                // Without it an invalid token more often gets a sign-in page than an error.
                ["X-TFS-FedAuthRedirect"] = "Suppress",
            },
            Throttle = AzureDevOpsLimits.WaitAfter,
        };
        redaction = new(server.Secrets);
        api = new(connection.Http, server, connection.Time);
    }

    public AzureDevOpsAddress Address { get; }

    public AzureDevOpsErrors Errors { get; }

    public TimeProvider Time { get; }

    /// <summary>As <see cref="ProviderConnection.SourceBranchPrefix"/>.</summary>
    public string SourceBranchPrefix { get; }

    /// <param name="method">The method.</param>
    /// <param name="path">Below the repository; escaped where it holds values, and may hold a query.</param>
    /// <param name="what">What has not happened when it fails.</param>
    public ApiRequest Request(HttpMethod method, string path, string what) => Request(method, Address.At(path), what);

    /// <param name="method">The method.</param>
    /// <param name="address">Without the version.</param>
    /// <param name="what">What has not happened when it fails.</param>
    /// <param name="version">The version of the API.</param>
    public static ApiRequest Request(HttpMethod method, Uri address, string what, string version = Version) =>
        new(method, new($"{address.AbsoluteUri}{(address.Query.Length > 0 ? '&' : '?')}api-version={version}"), what);

    /// <summary>The answer, whatever its status, but never a sign-in page.</summary>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await api.SendAsync(request, cancellationToken);
        return AzureDevOpsErrors.IsSignIn(response) ? throw Errors.From(response) : response;
    }

    /// <summary>As <see cref="ApiClient.TrySendAsync"/>, but never a sign-in page.</summary>
    public async Task<ApiResponse?> TrySendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await api.TrySendAsync(request, cancellationToken);
        return response is not null && AzureDevOpsErrors.IsSignIn(response) ? throw Errors.From(response) : response;
    }

    public async Task<T> ReadAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var response = await SendAsync(request, cancellationToken);
        return response.IsSuccess ? response.Read(type) : throw Errors.From(response);
    }

    /// <summary>All pages of a list that is read with top and skip.</summary>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        ApiRequest request,
        JsonTypeInfo<AzureDevOpsList<T>> type,
        AzureDevOpsPaging paging,
        CancellationToken cancellationToken
    )
        where T : class
    {
        List<T> all = [];
        var skip = 0;
        ApiPages pages = new();
        while (true)
        {
            var next = With(request, paging.Query(skip));
            pages.Begin(next);
            var response = await SendAsync(next, cancellationToken);
            pages.Add(response);
            var page = response.IsSuccess ? response.Read(type) : throw Errors.From(response);
            var items = page.Value?.Length ?? 0;
            all.AddRange(page.Items);
            if (AzureDevOpsPaging.IsLast(items))
            {
                return all;
            }

            skip += items;
        }
    }

    /// <summary>All pages of a list with continuation tokens.</summary>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        ApiRequest request,
        JsonTypeInfo<AzureDevOpsList<T>> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        List<T> all = [];
        var page = request;
        ApiPages pages = new();
        while (true)
        {
            pages.Begin(page);
            var response = await SendAsync(page, cancellationToken);
            pages.Add(response);
            all.AddRange(response.IsSuccess ? response.Read(type).Items : throw Errors.From(response));
            if (response.Header("x-ms-continuationtoken") is not { Length: > 0 } next)
            {
                return all;
            }

            page =
                next.Length <= Limits.ApiUrl
                    ? With(request, $"continuationToken={Uri.EscapeDataString(next)}")
                    : throw ApiFailures.NotUnderstood(response, cause: null);
        }
    }

    /// <summary>The identity of the token. Auto-complete is set in its name; the server accepts no other.</summary>
    public async Task<AzureDevOpsIdentity> GetIdentityAsync(CancellationToken cancellationToken)
    {
        const string Anonymous = "Anonymous";
        var what = $"The identity of the token was not read from {Address.Collection}";
        var request = Request(HttpMethod.Get, Address.InCollection("connectionData"), what, PreviewVersion);
        var user = (
            await ReadAsync(request, AzureDevOpsJson.Default.ConnectionData, cancellationToken)
        ).AuthenticatedUser;
        AzureDevOpsIdentity identity = new(user?.Id);
        return identity.IsSomebody && user?.ProviderDisplayName is not Anonymous
            ? identity
            : throw Errors.Anonymous(what);
    }

    /// <summary>Remote text as it may be shown.</summary>
    public string Show(string text) => RemoteText.ToSingleLine(redaction.Redact(text));

    private static ApiRequest With(ApiRequest request, string query) =>
        request with
        {
            Url = new($"{request.Url.AbsoluteUri}&{query}"),
        };
}
