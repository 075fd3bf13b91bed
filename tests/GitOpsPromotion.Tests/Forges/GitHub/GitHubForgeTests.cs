using System.Text;
using System.Text.Json;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.GitHub;
using Octokit;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

/// <summary>
/// A GitHub with one repository, and two clients of its API: Octokit, which knows nothing of this project, and HTTP for
/// what Octokit does not show.
/// </summary>
public abstract class GitHubForgeTests : IAsyncLifetime
{
    protected const string Owner = "acme";
    protected const string Name = "gitops";

    private readonly GitSandbox sandbox = new();

    protected GitHubForge Forge { get; private set; } = null!;

    protected GitHubRepository Repository { get; private set; } = null!;

    protected TestRepository Remote => Repository.Remote;

    protected GitHubClient Client { get; private set; } = null!;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        Forge = await GitHubForge.StartAsync(sandbox.Path);
        Repository = Forge.Create($"{Owner}/{Name}");
        Remote.Commit("main", ("webui.yaml", "0.9"));
        Client = new(new ProductHeaderValue("forge-tests"), Forge.Address);
        Http.BaseAddress = new($"{Forge.Api}repos/{Owner}/{Name}/");
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("forge-tests/1.0");
        Use(Forge.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Forge.DisposeAsync();
        sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Use(GitHubToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Client.Credentials = new(token.Value);
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token.Value);
    }

    /// <summary>Sets a branch to a commit of its own on top of the default branch.</summary>
    protected string Push(string branch, string version)
    {
        Remote.Git("update-ref", $"refs/heads/{branch}", "refs/heads/main");
        return Remote.Commit(branch, ("webui.yaml", version));
    }

    /// <summary>Opens a pull request from a new commit on a branch.</summary>
    protected Task<PullRequest> OpenAsync(string branch = "topic", string body = "The state.")
    {
        Push(branch, "1.0");
        return Client.PullRequest.Create(Owner, Name, new("Promote", branch, "main") { Body = body });
    }

    protected Task<PullRequest> ReadAsync(int number) => Client.PullRequest.Get(Owner, Name, number);

    /// <summary>Sends a document to the GraphQL API. Returns the whole answer.</summary>
    protected async Task<JsonElement> QueryAsync(string query, object? variables = null)
    {
        using StringContent content = new(
            JsonSerializer.Serialize(new { query, variables }),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await Http.PostAsync(Forge.GraphQl, content);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
