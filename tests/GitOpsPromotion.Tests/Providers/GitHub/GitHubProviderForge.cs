using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>The loopback GitHub with one repository, and clones of it.</summary>
internal sealed class GitHubProviderForge : IProviderForge
{
    private readonly GitSandbox sandbox = new();
    private readonly List<IAsyncDisposable> clones = [];
    private readonly List<HttpClient> clients = [];

    private GitHubProviderForge() { }

    public BranchName DefaultBranch { get; } = BranchName.Parse("main");

    public GitHubForge GitHub { get; private set; } = null!;

    public GitHubRepository Repository { get; private set; } = null!;

    /// <summary>What the waits of all providers add up to.</summary>
    public JumpingTime Time { get; } = new();

    /// <summary>The name of the promotion check: of a job, or of a status where it is the tool's own.</summary>
    public string Check { get; set; } = "promotion";

    public GitHubRuleSource RuleSource { get; set; } = GitHubRuleSource.BranchProtection;

    public static async Task<GitHubProviderForge> StartAsync()
    {
        GitHubProviderForge forge = new();
        forge.GitHub = await GitHubForge.StartAsync(forge.sandbox["github"]);
        forge.Repository = forge.GitHub.Create("acme/gitops");
        forge.Repository.Settings.AllowAutoMerge = true;
        forge.Repository.Remote.Commit("main", ("webui.yaml", "0.9"));
        return forge;
    }

    public Task<IGitProvider> ConnectAsync() => ConnectAsync(GitHub.Token);

    public Task<IGitProvider> ConnectAsync(GitHubToken? token) =>
        ConnectAsync(new SocketsHttpHandler { AllowAutoRedirect = false }, token?.Value);

    /// <summary>Connects to another API than the forge's; git still asks the forge.</summary>
    public async Task<IGitProvider> ConnectAsync(HttpMessageHandler api, string? token)
    {
        var clone = sandbox.CreateConnected(Repository.Url, $"clone-{clones.Count}");
        var repository = await GitRepository.OpenAsync(
            clone.Path,
            _ => new GitCredential("x-access-token", GitHub.Token.Value),
            trace: null,
            CancellationToken.None
        );
        clones.Add(repository);
        HttpClient http = new(api);
        clients.Add(http);
        return new GitHubProvider(new(repository, http, token, Time));
    }

    public Task<CommitSha> PushAsync(BranchName branch, string path, string content)
    {
        Repository.Remote.Git("update-ref", branch.Ref, DefaultBranch.Ref);
        return Task.FromResult(CommitSha.Parse(Repository.Remote.Commit(branch.Value, (path, content))));
    }

    public Task DeleteAsync(BranchName branch)
    {
        Repository.Remote.Git("update-ref", "-d", branch.Ref);
        return Task.CompletedTask;
    }

    public Task<CommitSha?> FindTipAsync(BranchName branch) =>
        Task.FromResult(
            Repository.Remote.Has(branch.Ref) ? CommitSha.Parse(Repository.Remote.Resolve(branch.Ref)) : null
        );

    public Task<string> ReadFileAsync(string path) => Task.FromResult(Repository.Remote.Read(DefaultBranch.Ref, path));

    public Task RequireCheckAsync()
    {
        Repository.RequireCheck(Check, RuleSource);
        return Task.CompletedTask;
    }

    public Task CompleteCheckAsync(CommitSha head)
    {
        Repository.AddCheckRun(head.Value, Check);
        return Task.CompletedTask;
    }

    /// <summary>Looking at the pull requests is what makes it see what has changed.</summary>
    public Task SettleAsync()
    {
        _ = Repository.PullRequests;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        foreach (var clone in clones)
        {
            await clone.DisposeAsync();
        }

        await GitHub.DisposeAsync();
        sandbox.Dispose();
    }
}
