using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Azure DevOps Services, and Azure DevOps Server 2022.1 and newer.</summary>
internal sealed class AzureDevOpsProvider : IGitProvider
{
    private readonly AzureDevOpsClient client;
    private readonly AzureDevOpsPullRequests pullRequests;
    private readonly AzureDevOpsBranches branches;
    private readonly PullRequestLifecycle lifecycle;
    private readonly AzureDevOpsMergedPullRequests merged;
    private readonly AzureDevOpsStatuses statuses;

    public AzureDevOpsProvider(ProviderConnection connection)
    {
        client = new(connection);
        pullRequests = new(client);
        branches = new(client);
        lifecycle = new(new AzureDevOpsPullRequestForge(client), connection.Time);
        merged = new(client, pullRequests);
        statuses = new(client);
    }

    public async Task<PullRequest?> FindOpenPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    ) =>
        await pullRequests.FindOpenAsync(source, target, cancellationToken) is { } open
        // A pull request stays open when its branch is deleted, and can never be completed.
        && await branches.FindTipAsync(source, cancellationToken) is { } head
            ? open.ToPullRequest(client.Address, head)
            : null;

    public async Task<PullRequest?> FindNewestPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    ) => (await pullRequests.FindNewestAsync(source, target, cancellationToken))?.ToPullRequest(client.Address);

    public Task<IReadOnlyList<PullRequest>> GetOpenPullRequestsAsync(
        BranchName target,
        CancellationToken cancellationToken
    ) => pullRequests.GetOpenAsync(target, cancellationToken);

    public Task<PullRequest> OpenPullRequestAsync(
        DesiredPullRequest draft,
        PullRequest? open,
        CancellationToken cancellationToken
    ) => lifecycle.RunAsync(new PullRequestGoal.Open(draft) { Known = open }, cancellationToken);

    public Task<PullRequest> SwitchAutoMergeOffAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        lifecycle.RunAsync(new PullRequestGoal.DisableAutoMerge(pullRequest), cancellationToken);

    public Task<PullRequest?> FindMergedPullRequestAsync(
        CommitSha commit,
        BranchName target,
        bool orElsewhere,
        CancellationToken cancellationToken
    ) => merged.FindAsync(commit, target, orElsewhere, cancellationToken);

    public Task<PullRequest> MergePullRequestAsync(
        PullRequest pullRequest,
        MergeNote? note,
        CancellationToken cancellationToken
    ) => lifecycle.RunAsync(new PullRequestGoal.Merge(pullRequest, note), cancellationToken);

    public Task<PullRequest> PassCheckAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        lifecycle.RunAsync(new PullRequestGoal.PassCheck(pullRequest), cancellationToken);

    public Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetStatusesAsync(
        IReadOnlyCollection<CommitSha> commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    ) => statuses.GetAsync(commits, deadline, cancellationToken);

    public Task ReportStatusAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken) =>
        statuses.ReportAsync(commit, status, cancellationToken);
}
