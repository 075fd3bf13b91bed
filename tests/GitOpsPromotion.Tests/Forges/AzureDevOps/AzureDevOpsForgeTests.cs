using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>An Azure DevOps with one repository in a project with a blank in its name, and a client of its API.</summary>
public abstract class AzureDevOpsForgeTests : IAsyncLifetime
{
    protected const string Branch = "promote/webshop-webui";

    protected const string Nobody = "00000000-0000-0000-0000-000000000000";

    private readonly GitSandbox sandbox = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected AzureDevOpsForge Forge { get; private set; } = null!;

    protected AzureDevOpsRepository Repository { get; private set; } = null!;

    protected TestRepository Remote => Repository.Remote;

    protected HttpRequestHeaders Headers => client.DefaultRequestHeaders;

    public async ValueTask InitializeAsync()
    {
        Forge = await AzureDevOpsForge.StartAsync(sandbox.Path);
        Repository = Forge.Create("Web Shop", "gitops");
        Remote.Commit("main", ("webui.yaml", "0.9"));
        Use(Forge.Token);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Forge.DisposeAsync();
        sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Use(AzureDevOpsToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Headers.Authorization =
            token.Kind is AzureDevOpsTokenKind.Pipeline
                ? new("Bearer", token.Value)
                : new("Basic", Basic("", token.Value));
    }

    protected static string Basic(string user, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Sets a branch to a commit of its own on top of the default branch.</summary>
    protected string Push(string branch = Branch, string version = "1.0", string file = "webui.yaml")
    {
        Remote.Git("update-ref", $"refs/heads/{branch}", "refs/heads/main");
        return Remote.Commit(branch, (file, version));
    }

    protected TestRepository Clone(params string[] credential)
    {
        TestRepository here = new(sandbox.Path);
        here.Git([.. credential, "clone", "--quiet", Repository.Url.AbsoluteUri, "clone"]);
        return new(sandbox["clone"]);
    }

    /// <summary>Arguments for git that send a token. It is worth nothing, so it may be seen.</summary>
    protected static string[] Credential(AzureDevOpsToken token, string user = "any")
    {
        ArgumentNullException.ThrowIfNull(token);
        return ["-c", $"http.extraHeader=Authorization: Basic {Basic(user, token.Value)}"];
    }

    /// <param name="path">Below the repository, such as <c>/pullrequests</c>, without the version.</param>
    protected Task<AzureDevOpsAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    protected Task<AzureDevOpsAnswer> SendAsync(HttpMethod method, string path, object? body = null) =>
        SendToAsync(method, $"{Repository.Api.AbsoluteUri}{path}{Separator(path)}api-version=7.1", body);

    protected async Task<AzureDevOpsAnswer> SendToAsync(HttpMethod method, string address, object? body = null)
    {
        using HttpRequestMessage request = new(method, address);
        request.Content = body is null
            ? null
            : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers,
            response.Content.Headers.ContentType?.MediaType
        );
    }

    /// <summary>Opens a pull request over the API.</summary>
    protected async Task<AzureDevOpsAnswer> OpenAsync(string source = Branch, string description = "The state.") =>
        await SendAsync(
            HttpMethod.Post,
            "/pullrequests",
            new
            {
                sourceRefName = $"refs/heads/{source}",
                targetRefName = "refs/heads/main",
                title = "Promote",
                description,
            }
        );

    protected Task<AzureDevOpsAnswer> PullAsync(int id) =>
        GetAsync(string.Create(CultureInfo.InvariantCulture, $"/pullrequests/{id}"));

    protected Task<AzureDevOpsAnswer> UpdateAsync(int id, object change) =>
        SendAsync(HttpMethod.Patch, string.Create(CultureInfo.InvariantCulture, $"/pullrequests/{id}"), change);

    protected Task<AzureDevOpsAnswer> CompleteAsync(int id, string source, string strategy = "noFastForward") =>
        UpdateAsync(
            id,
            new
            {
                status = "completed",
                lastMergeSourceCommit = new { commitId = source },
                completionOptions = new { mergeStrategy = strategy, deleteSourceBranch = true },
            }
        );

    protected Task<AzureDevOpsAnswer> AutoCompleteAsync(int id, string strategy = "noFastForward") =>
        UpdateAsync(
            id,
            new
            {
                autoCompleteSetBy = new { id = AzureDevOpsIdentity.Grace.Id },
                completionOptions = new { mergeStrategy = strategy, deleteSourceBranch = true },
            }
        );

    private static char Separator(string path) => path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
}
