using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Pull requests on github.com, on ghe.com and on an Enterprise Server.</summary>
internal sealed class GitHubProvider : IGitProvider
{
    /// <summary>The status that tells of the promotion check, where the target branch requires it.</summary>
    public const string CheckContext = "gitops-promotion/status";

    private readonly GitHubClient client;
    private readonly GitHubPullRequests pullRequests;
    private readonly GitHubBranches branches;
    private readonly GitHubAutoMerge autoMerge;
    private readonly GitHubMerging merging;
    private readonly GitHubOpening opening;
    private readonly GitHubSettling settling;
    private readonly GitHubOrigins origins;
    private readonly GitHubStatuses statuses;
    private readonly GitHubBehind behind;

    public GitHubProvider(ProviderConnection connection)
    {
        client = new(connection);
        pullRequests = new(client);
        branches = new(client, connection.Repository);
        autoMerge = new(client, pullRequests);
        GitHubRules rules = new(client, branches);
        merging = new(client, pullRequests, branches, rules, connection.Time);
        opening = new(client, pullRequests, branches, connection.Time);
        settling = new(client, pullRequests, branches, autoMerge, merging, rules, connection.Time);
        origins = new(client, connection.Time);
        statuses = new(client);
        behind = new(client, connection.Time);
    }

    public async Task<PullRequest?> FindOpenPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        if (await pullRequests.FindOpenAsync(source, target, cancellationToken) is { } open)
        {
            return open.Value;
        }

        // The list is asked for by the owner, who may be another one now; GraphQL asks by the branch alone.
        return client.HasMoved
            ? (
                await branches.ReadAsync(
                    source,
                    target,
                    $"The open pull request from {source} into {target} was not looked up",
                    cancellationToken
                )
            )
                .Open
                ?.Value
            : null;
    }

    public Task<PullRequest?> FindNewestPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    ) => pullRequests.FindNewestAsync(source, target, cancellationToken);

    public async Task<IReadOnlyList<PullRequest>> GetOpenPullRequestsAsync(
        BranchName target,
        CancellationToken cancellationToken
    ) => [.. (await pullRequests.GetOpenAsync(target, cancellationToken)).Select(open => open.Value)];

    public async Task<PullRequest> OpenPullRequestAsync(
        DesiredPullRequest draft,
        PullRequest? open,
        CancellationToken cancellationToken
    )
    {
        var (opened, prospect) = await opening.OpenAsync(draft, cancellationToken);
        var settled = await settling
            .SettleAsync(opened, prospect, draft.MergeMode, cancellationToken)
            .LeadingToAsync(opened.Value);
        return settled with { RequiresSignatures = prospect.RequiresSignatures };
    }

    public async Task<PullRequest> SwitchAutoMergeOffAsync(PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var now = await pullRequests.GetAsync(
            pullRequest.Number,
            $"Auto-merge of pull request {pullRequest.Number} was not switched off",
            cancellationToken
        );
        return now.Value switch
        {
            { State: not PullRequestState.Open } => throw GitHubFailures.NotOpen(now.Value),
            { AutoMerge: true } => await autoMerge.DisableAsync(now, cancellationToken),
            _ => now.Value,
        };
    }

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
    ) => merging.MergeByRulesAsync(pullRequest, note, cancellationToken);

    public Task<IReadOnlySet<int>> FindBehindAsync(
        BranchName target,
        IReadOnlyCollection<PullRequest> outdated,
        CancellationToken cancellationToken
    ) => behind.FindAsync(target, outdated, cancellationToken);

    public async Task<PullRequest> PassCheckAsync(PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var prospect = await branches.ReadAsync(
            pullRequest.SourceBranch,
            pullRequest.TargetBranch,
            $"The check of pull request {pullRequest.Number} was not passed on to GitHub",
            cancellationToken
        );
        if (!await branches.RequiresStatusAsync(pullRequest.TargetBranch, CheckContext, prospect, cancellationToken))
        {
            return pullRequest;
        }

        await statuses.ReportAsync(
            pullRequest.Head,
            new(CheckContext, CommitStatusState.Success, "the environment before runs this version well"),
            cancellationToken
        );
        return pullRequest.AutoMerge
            ? (
                await pullRequests.GetAsync(
                    pullRequest.Number,
                    $"Pull request {pullRequest.Number} was not read after its check",
                    cancellationToken
                )
            ).Value
            : pullRequest;
    }

    public Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetStatusesAsync(
        IReadOnlyCollection<CommitSha> commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    ) => statuses.GetAsync(commits, deadline, cancellationToken);

    public Task ReportStatusAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken) =>
        statuses.ReportAsync(commit, status, cancellationToken);
}
