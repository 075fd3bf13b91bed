using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

/// <summary>A GitHub with one repository, and a client of its API.</summary>
public abstract class GitHubForgeTests : IAsyncLifetime
{
    private readonly GitSandbox sandbox = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected GitHubForge Forge { get; private set; } = null!;

    protected GitHubRepository Repository { get; private set; } = null!;

    protected TestRepository Remote => Repository.Remote;

    public async ValueTask InitializeAsync()
    {
        Forge = await GitHubForge.StartAsync(sandbox.Path);
        Repository = Forge.Create("acme/gitops");
        Remote.Commit("main", ("webui.yaml", "0.9"));
        Use(Forge.Token);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("forge-tests/1.0");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Forge.DisposeAsync();
        sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected HttpRequestHeaders Headers => client.DefaultRequestHeaders;

    protected void Use(GitHubToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Value);
    }

    /// <summary>Sets a branch to a commit of its own on top of the default branch.</summary>
    protected string Push(string branch, string version, string file = "webui.yaml")
    {
        Remote.Git("update-ref", $"refs/heads/{branch}", "refs/heads/main");
        return Remote.Commit(branch, (file, version));
    }

    protected TestRepository Clone(string name = "clone", GitHubToken? token = null)
    {
        TestRepository here = new(sandbox.Path);
        here.Git([.. Credential(token), "clone", "--quiet", Repository.Url.AbsoluteUri, name]);
        return new(sandbox[name]);
    }

    /// <summary>Arguments for git that send a token. It is worth nothing, so it may be seen.</summary>
    protected string[] Credential(GitHubToken? token = null)
    {
        var pair = $"{GitHttpServer.UserName}:{(token ?? Forge.Token).Value}";
        return ["-c", $"http.extraHeader=Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}"];
    }

    /// <param name="path">Below the repository, such as <c>/pulls</c>.</param>
    protected Task<GitHubAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    protected Task<GitHubAnswer> SendAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, new Uri(Forge.Api, $"repos/acme/gitops{path}"), body);

    protected async Task<GitHubAnswer> SendAsync(HttpMethod method, Uri address, object? body = null)
    {
        using HttpRequestMessage request = new(method, address);
        request.Content = body is null
            ? null
            : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(
            (int)response.StatusCode,
            text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default,
            response.Headers
        );
    }

    /// <summary>Opens a pull request over the API.</summary>
    protected async Task<int> OpenAsync(string head, string title = "Promote")
    {
        var answer = await SendAsync(
            HttpMethod.Post,
            "/pulls",
            new
            {
                title,
                head,
                @base = "main",
                body = "The state.",
            }
        );
        return answer["number"].GetInt32();
    }

    /// <summary>Asks GraphQL. Returns the whole answer.</summary>
    protected async Task<JsonElement> QueryAsync(string query, object? variables = null) =>
        (await SendAsync(HttpMethod.Post, Forge.GraphQl, new { query, variables })).Body;

    /// <summary>What is at a path of an answer.</summary>
    protected static JsonElement At(JsonElement answer, params string[] path) =>
        path.Aggregate(answer, (element, name) => element.GetProperty(name));

    protected Task<GitHubAnswer> PullAsync(int number) =>
        GetAsync(string.Create(CultureInfo.InvariantCulture, $"/pulls/{number}"));

    protected Task<GitHubAnswer> MergeAsync(int number, object? body = null) =>
        SendAsync(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"/pulls/{number}/merge"), body);
}
