using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.AzureDevOps;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>The loopback Azure DevOps with one repository, and clones of it.</summary>
internal sealed class AzureDevOpsProviderForge : IProviderForge
{
    private const string Pipeline = "promotion status";

    private readonly GitSandbox sandbox = new();
    private readonly List<IAsyncDisposable> clones = [];
    private readonly List<HttpClient> clients = [];

    private AzureDevOpsProviderForge() { }

    public BranchName DefaultBranch { get; } = BranchName.Parse("main");

    public AzureDevOpsForge AzureDevOps { get; private set; } = null!;

    public AzureDevOpsRepository Repository { get; private set; } = null!;

    /// <summary>What the waits of all providers add up to.</summary>
    public JumpingTime Time { get; } = new();

    /// <summary>Whether the promotion check is a status that the tool sets itself; a build that runs it otherwise.</summary>
    public bool ChecksByStatus { get; set; }

    public static async Task<AzureDevOpsProviderForge> StartAsync()
    {
        AzureDevOpsProviderForge forge = new();
        forge.AzureDevOps = await AzureDevOpsForge.StartAsync(forge.sandbox["azure-devops"]);
        forge.Repository = forge.AzureDevOps.Create("Web Shop", "git ops");
        forge.Repository.Remote.Commit("main", ("webui.yaml", "0.9"));
        return forge;
    }

    public Task<IGitProvider> ConnectAsync() => ConnectAsync(AzureDevOps.Token);

    public async Task<IGitProvider> ConnectAsync(AzureDevOpsToken token)
    {
        var clone = sandbox.CreateConnected(Repository.Url, $"clone-{clones.Count}");
        var repository = await GitRepository.OpenAsync(clone.Path, _ => null, trace: null, CancellationToken.None);
        clones.Add(repository);
        HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        clients.Add(http);
        return new AzureDevOpsProvider(new(repository, http, token.Value, Time));
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
        Repository.Require<AzureDevOpsPolicy>(
            ChecksByStatus
                ? new AzureDevOpsPolicy.Status("gitops-promotion", "status") { IsResetByPushes = true }
                : new AzureDevOpsPolicy.Build(Pipeline)
        );
        return Task.CompletedTask;
    }

    /// <summary>The build of each open pull request at that commit succeeds.</summary>
    public Task CompleteCheckAsync(CommitSha head)
    {
        var open = Repository.PullRequests.Where(pull => pull.IsActive && pull.SourceCommit == head.Value).ToList();
        foreach (var pull in open)
        {
            if (ChecksByStatus)
            {
                Repository.SetPullRequestStatus(pull.Id, "gitops-promotion", "status");
            }
            else
            {
                Repository.FinishBuild(pull.Id, Pipeline);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Each look at the pull requests brings the server further.</summary>
    public async Task SettleAsync()
    {
        var provider = await ConnectAsync();
        for (var looks = 0; looks < 5; looks++)
        {
            await provider.GetOpenPullRequestsAsync(DefaultBranch, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        foreach (var clone in clones)
        {
            await clone.DisposeAsync();
        }

        await AzureDevOps.DisposeAsync();
        sandbox.Dispose();
    }
}
