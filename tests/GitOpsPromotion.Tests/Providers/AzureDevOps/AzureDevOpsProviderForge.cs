using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.AzureDevOps;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>The loopback Azure DevOps with one repository, and clones of it.</summary>
internal sealed class AzureDevOpsProviderForge : ProviderForge
{
    private const string Pipeline = "promotion status";

    private AzureDevOpsProviderForge() { }

    public AzureDevOpsForge AzureDevOps { get; private set; } = null!;

    public AzureDevOpsRepository Repository { get; private set; } = null!;

    public override TestRepository Remote => Repository.Remote;

    /// <summary>What the waits of all providers add up to.</summary>
    public JumpingTime Time { get; } = new();

    /// <summary>Whether the promotion check is a status that the tool sets itself; a build that runs it otherwise.</summary>
    public bool ChecksByStatus { get; set; }

    public static async Task<AzureDevOpsProviderForge> StartAsync()
    {
        AzureDevOpsProviderForge forge = new();
        forge.AzureDevOps = await AzureDevOpsForge.StartAsync(forge.Sandbox["azure-devops"]);
        forge.Repository = forge.AzureDevOps.Create("Web Shop", "git ops");
        forge.Repository.Remote.Commit("main", ("webui.yaml", "0.9"));
        return forge;
    }

    public override Task<IGitProvider> ConnectAsync() => ConnectAsync(AzureDevOps.Token);

    public async Task<IGitProvider> ConnectAsync(AzureDevOpsToken token)
    {
        var repository = await OpenAsync(Sandbox.CreateConnected(Repository.Url, NextClone));
        var http = ClientOf(new SocketsHttpHandler { AllowAutoRedirect = false });
        return new AzureDevOpsProvider(new(repository, http, token.Value, Time));
    }

    public override Task RequireCheckAsync()
    {
        Repository.Require<AzureDevOpsPolicy>(
            ChecksByStatus
                ? new AzureDevOpsPolicy.Status("gitops-promotion", "status") { IsResetByPushes = true }
                : new AzureDevOpsPolicy.Build(Pipeline)
        );
        return Task.CompletedTask;
    }

    /// <summary>The build of each open pull request at that commit succeeds.</summary>
    public override Task CompleteCheckAsync(CommitSha head)
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
    public override async Task SettleAsync()
    {
        var provider = await ConnectAsync();
        for (var looks = 0; looks < 5; looks++)
        {
            await provider.GetOpenPullRequestsAsync(DefaultBranch, CancellationToken.None);
        }
    }

    protected override ValueTask StopAsync() => AzureDevOps.DisposeAsync();
}
