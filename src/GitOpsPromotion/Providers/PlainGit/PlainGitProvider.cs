using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Keeps pull requests and commit statuses in the remote itself, as commits below <c>refs/gitops-promotion/</c>.</summary>
/// <remarks>Why it is built like this: docs/decisions/0002-pull-requests-in-refs.md.</remarks>
internal sealed class PlainGitProvider(GitRepository repository, TimeProvider time) : IGitProvider
{
    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitHandMerge handMerge = new(repository);
    private readonly PlainGitNewest newest = new(repository);
    private readonly PullRequestLifecycle lifecycle = new(new PlainGitPullRequestForge(repository), time);
    private readonly PlainGitStatuses statuses = new(repository, time);

    public async Task<PullRequest?> FindOpenPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await store.ReadAsync([source.Ref, PlainGitRefs.Open(source)], cancellationToken);

        // A pull request is closed by deleting its branch.
        return
            snapshot.Find(source) is { } head
            && snapshot.FindPullRequest(PlainGitRefs.Open(source)) is { } document
            && document.Target == target
            ? document.ToPullRequest(head)
            : null;
    }

    public Task<PullRequest?> FindNewestPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    ) => newest.FindAsync(source, target, cancellationToken);

    public async Task<IReadOnlyList<PullRequest>> GetOpenPullRequestsAsync(
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await store.ReadAsync([PlainGitRefs.AllOpen, "refs/heads/*"], cancellationToken);
        return
        [
            .. snapshot
                .OpenPullRequests.Where(document => document.Target == target)
                .Select(document => snapshot.Find(document.Source) is { } head ? document.ToPullRequest(head) : null)
                .OfType<PullRequest>()
                .OrderBy(pullRequest => pullRequest.Number),
        ];
    }

    public Task<PullRequest> OpenPullRequestAsync(
        DesiredPullRequest draft,
        PullRequest? open,
        CancellationToken cancellationToken
    ) => lifecycle.RunAsync(new PullRequestGoal.Open(draft) { Known = open }, cancellationToken);

    public Task<PullRequest> SwitchAutoMergeOffAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        lifecycle.RunAsync(new PullRequestGoal.DisableAutoMerge(pullRequest), cancellationToken);

    public async Task<PullRequest?> FindMergedPullRequestAsync(
        CommitSha commit,
        BranchName target,
        bool orElsewhere,
        CancellationToken cancellationToken
    )
    {
        var name = PlainGitRefs.MergedCommit(commit);
        var snapshot = await store.ReadAsync([name], cancellationToken);
        var document = snapshot.FindPullRequest(name) ?? await handMerge.FindAsync(commit, target, cancellationToken);
        return document is not null && (orElsewhere || document.Target == target)
            ? document.ToPullRequest(document.Head)
            : null;
    }

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
    ) => statuses.GetAsync(commits, cancellationToken);

    public Task ReportStatusAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken) =>
        statuses.ReportAsync(commit, status, cancellationToken);
}
