using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>The loopback GitHub with one repository, and clones of it.</summary>
internal sealed class GitHubProviderForge : ProviderForge
{
    private GitHubProviderForge() { }

    public GitHubForge GitHub { get; private set; } = null!;

    public GitHubRepository Repository { get; private set; } = null!;

    public override TestRepository Remote => Repository.Remote;

    /// <summary>What the waits of all providers add up to.</summary>
    public JumpingTime Time { get; } = new();

    /// <summary>The name of the promotion check: of a job, or of a status where it is the tool's own.</summary>
    public string Check { get; set; } = "promotion";

    public GitHubRuleSource RuleSource { get; set; } = GitHubRuleSource.BranchProtection;

    public static async Task<GitHubProviderForge> StartAsync()
    {
        GitHubProviderForge forge = new();
        forge.GitHub = await GitHubForge.StartAsync(forge.Sandbox["github"]);
        forge.Repository = forge.GitHub.Create("acme/gitops");
        forge.Repository.Settings.AllowAutoMerge = true;
        forge.Repository.Remote.Commit("main", ("webui.yaml", "0.9"));
        return forge;
    }

    public override Task<IGitProvider> ConnectAsync() => ConnectAsync(GitHub.Token);

    public Task<IGitProvider> ConnectAsync(GitHubToken? token) =>
        ConnectAsync(new SocketsHttpHandler { AllowAutoRedirect = false }, token?.Value);

    /// <summary>Connects to another API than the forge's; git still asks the forge.</summary>
    public async Task<IGitProvider> ConnectAsync(HttpMessageHandler api, string? token) =>
        new GitHubProvider(await ConnectionAsync(api, token));

    /// <summary>A connection to another API than the forge's.</summary>
    public async Task<ProviderConnection> ConnectionAsync(HttpMessageHandler api, string? token)
    {
        var repository = await OpenAsync(
            Sandbox.CreateConnected(Repository.Url, NextClone),
            new GitCredential("x-access-token", GitHub.Token.Value)
        );
        return new(repository, ClientOf(api), token, Time);
    }

    public override Task RequireCheckAsync()
    {
        Repository.RequireCheck(Check, RuleSource);
        return Task.CompletedTask;
    }

    public override Task CompleteCheckAsync(CommitSha head)
    {
        Repository.AddCheckRun(head.Value, Check);
        return Task.CompletedTask;
    }

    /// <summary>Looking at the pull requests is what makes it see what has changed.</summary>
    public override Task SettleAsync()
    {
        _ = Repository.PullRequests;
        return Task.CompletedTask;
    }

    protected override ValueTask StopAsync() => GitHub.DisposeAsync();
}
