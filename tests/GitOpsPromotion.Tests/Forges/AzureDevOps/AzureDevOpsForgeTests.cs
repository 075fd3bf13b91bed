using System.Net.Http.Headers;
using System.Text;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>An Azure DevOps with one repository in a project with a blank in its name, and a client of its API.</summary>
public abstract class AzureDevOpsForgeTests : IAsyncLifetime
{
    protected const string Branch = "promote/webshop-webui";

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
        Headers.Authorization = new("Basic", Basic("", token.Value));
    }

    protected static string Basic(string user, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Sets a branch to a commit of its own on top of the default branch.</summary>
    protected string Push(string branch = Branch, string version = "1.0")
    {
        Remote.Git("update-ref", $"refs/heads/{branch}", "refs/heads/main");
        return Remote.Commit(branch, ("webui.yaml", version));
    }

    protected static string RefOf(string branch) => $"refs/heads/{branch}";

    /// <summary>Sends a request to the API.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Below the repository, with a slash first; or below the collection.</param>
    /// <param name="body">JSON, with apostrophes for quotes.</param>
    /// <param name="version">The version of the API; empty for none.</param>
    protected async Task<AzureDevOpsAnswer> SendAsync(
        string method,
        string path,
        string? body = null,
        string version = "7.1"
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        var address = path is "" or ['/', ..] ? $"{Repository.Api.AbsoluteUri}{path}" : $"{Forge.Collection}{path}";
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using HttpRequestMessage request = new(
            HttpMethod.Parse(method),
            version is "" ? address : $"{address}{separator}api-version={version}"
        );
        request.Content = body is null
            ? null
            : new StringContent(body.Replace('\'', '"'), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers,
            response.Content.Headers.ContentType?.MediaType
        );
    }

    protected Task<AzureDevOpsAnswer> GetAsync(string path, string version = "7.1") =>
        SendAsync("GET", path, version: version);

    /// <summary>Sends a request to open a pull request.</summary>
    protected Task<AzureDevOpsAnswer> OpenAsync(string source = Branch, string description = "The state.") =>
        SendAsync(
            "POST",
            "/pullrequests",
            $$"""{'sourceRefName':'{{RefOf(source)}}','targetRefName':'refs/heads/main','title':'Promote','description':'{{description}}'}"""
        );

    /// <summary>Opens a pull request from a new commit. Returns its number.</summary>
    protected async Task<int> OpenedAsync()
    {
        Push();
        return (await OpenAsync()).Id;
    }

    protected Task<AzureDevOpsAnswer> ReadAsync(int id) => GetAsync($"/pullrequests/{id}");

    protected Task<AzureDevOpsAnswer> UpdateAsync(int id, string change) =>
        SendAsync("PATCH", $"/pullrequests/{id}", change);

    /// <summary>Completes a pull request at the tip of its branch.</summary>
    protected Task<AzureDevOpsAnswer> CompleteAsync(int id, string strategy = "noFastForward", string? source = null) =>
        UpdateAsync(
            id,
            $"{{'status':'completed','lastMergeSourceCommit':{{'commitId':'{source ?? Remote.Resolve(Branch)}'}},{Options(strategy)}}}"
        );

    protected Task<AzureDevOpsAnswer> AutoCompleteAsync(int id, string strategy = "noFastForward") =>
        UpdateAsync(id, $"{{{SetBy(AzureDevOpsIdentity.Grace.Id)},{Options(strategy)}}}");

    protected static string SetBy(Guid id) => $"'autoCompleteSetBy':{{'id':'{id}'}}";

    private static string Options(string strategy) =>
        $"'completionOptions':{{'mergeStrategy':'{strategy}','deleteSourceBranch':true}}";
}
