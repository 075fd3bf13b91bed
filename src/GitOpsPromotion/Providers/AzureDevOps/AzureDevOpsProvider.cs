using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Azure DevOps Services, and Azure DevOps Server 2022.1 and newer.</summary>
internal sealed class AzureDevOpsProvider : IGitProvider
{
    private readonly AzureDevOpsClient client;
    private readonly AzureDevOpsPullRequests pullRequests;
    private readonly AzureDevOpsBranches branches;
    private readonly AzureDevOpsListing listing;
    private readonly AzureDevOpsAutoMerge autoMerge;
    private readonly AzureDevOpsMerging merging;
    private readonly AzureDevOpsOpening opening;
    private readonly AzureDevOpsSettling settling;
    private readonly AzureDevOpsOrigins origins;
    private readonly AzureDevOpsCheck check;
    private readonly AzureDevOpsStatuses statuses;

    public AzureDevOpsProvider(ProviderConnection connection)
    {
        client = new(connection);
        pullRequests = new(client);
        branches = new(client);
        AzureDevOpsPolicies policies = new(client);
        AzureDevOpsHeads heads = new(client, branches, pullRequests);
        listing = new(client, branches, pullRequests);
        AzureDevOpsCompleting completing = new(client, heads, pullRequests, policies);
        merging = new(heads, pullRequests, policies, completing);
        autoMerge = new(client, heads, pullRequests, completing);
        opening = new(client, heads, pullRequests);
        settling = new(heads, policies, autoMerge, completing);
        origins = new(client, pullRequests);
        check = new(client, pullRequests, heads, policies);
        statuses = new(client);
    }

    public async Task<PullRequest?> FindOpenPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    ) =>
        await pullRequests.FindOpenAsync(source, target, cancellationToken) is { } open
        // Deleting its branch leaves a pull request open that can never be completed.
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
    ) => listing.ReadAsync(target, cancellationToken);

    public async Task<PullRequest> OpenPullRequestAsync(
        DesiredPullRequest draft,
        PullRequest? open,
        CancellationToken cancellationToken
    )
    {
        var opened = await opening.OpenAsync(draft, open, cancellationToken);
        var settled = await settling
            .SettleAsync(opened, draft, cancellationToken)
            .LeadingToAsync(pullRequests.Shape(opened, draft.Head));
        return pullRequests.Shape(settled, draft.Head);
    }

    public Task<PullRequest> SwitchAutoMergeOffAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        autoMerge.SwitchOffAsync(pullRequest, cancellationToken);

    public Task<PullRequest?> FindMergedPullRequestAsync(
        CommitSha commit,
        BranchName target,
        bool orElsewhere,
        CancellationToken cancellationToken
    ) => origins.FindAsync(commit, target, orElsewhere, cancellationToken);

    public Task<PullRequest> MergePullRequestAsync(
        PullRequest pullRequest,
        MergeNote? note,
        CancellationToken cancellationToken
    ) => merging.MergeAsync(pullRequest, note, cancellationToken);

    public Task<PullRequest> PassCheckAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        check.PassAsync(pullRequest, cancellationToken);

    public Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetStatusesAsync(
        IReadOnlyCollection<CommitSha> commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    ) => statuses.GetAsync(commits, deadline, cancellationToken);

    public Task ReportStatusAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken) =>
        statuses.ReportAsync(commit, status, cancellationToken);
}
