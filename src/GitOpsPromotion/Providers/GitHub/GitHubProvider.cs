using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Pull requests on github.com, on ghe.com and on an Enterprise Server.</summary>
internal sealed class GitHubProvider : IGitProvider
{
    private readonly GitHubPullRequests pullRequests;
    private readonly GitHubPullRequestForge forge;
    private readonly PullRequestLifecycle lifecycle;
    private readonly GitHubMergedPullRequests merged;
    private readonly GitHubStatuses statuses;
    private readonly GitHubBehind behind;

    public GitHubProvider(ProviderConnection connection)
    {
        GitHubClient client = new(connection);
        pullRequests = new(client);
        forge = new(client, connection.Repository, connection.Time);
        lifecycle = new(forge, connection.Time);
        merged = new(client, connection.Time);
        statuses = new(client);
        behind = new(client, connection.Time);
    }

    public async Task<PullRequest?> FindOpenPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var (open, hasMoved) = await pullRequests.FindOpenAsync(source, target, cancellationToken);
        return open is null && hasMoved ? await forge.FindOpenAsync(source, target, cancellationToken) : open;
    }

    public Task<PullRequest?> FindNewestPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    ) => pullRequests.FindNewestAsync(source, target, cancellationToken);

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

    public Task<IReadOnlySet<int>> FindBehindAsync(
        BranchName target,
        IReadOnlyCollection<PullRequest> outdated,
        CancellationToken cancellationToken
    ) => behind.FindAsync(target, outdated, cancellationToken);

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
