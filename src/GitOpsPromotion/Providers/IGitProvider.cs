using System.Collections.Frozen;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>What a promotion needs from the service that hosts the pull requests, and nothing more.</summary>
/// <remarks>
/// Every member is idempotent: repeated with the same arguments it changes nothing more. What fails is a
/// <see cref="PromotionException"/> with the reason; one that <see cref="PromotionException.IsStale"/> asks its caller to
/// decide again from a fresh read.
/// </remarks>
public interface IGitProvider
{
    /// <summary>The open pull request from <paramref name="source"/> into <paramref name="target"/>, or null.</summary>
    Task<PullRequest?> FindOpenPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The newest pull request from <paramref name="source"/> into <paramref name="target"/>, whatever its state, or
    /// null. The branch may be deleted. Pull requests from forks do not count.
    /// </summary>
    Task<PullRequest?> FindNewestPullRequestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    );

    /// <summary>All open pull requests into <paramref name="target"/> from branches of the same repository.</summary>
    Task<IReadOnlyList<PullRequest>> GetOpenPullRequestsAsync(BranchName target, CancellationToken cancellationToken);

    /// <summary>
    /// Creates the pull request, or updates the open one of the same branches: title, description and merge mode. The
    /// source branch must have been pushed. May merge it where nothing is left to wait for. Where the source branch has
    /// moved from <see cref="DesiredPullRequest.Head"/>, that is stale: the title and the description would belong to another
    /// commit. So is a conflict with newer commits on the target branch.
    /// </summary>
    /// <param name="draft">The desired pull request.</param>
    /// <param name="open">The open pull request as last read; spares a request. Null where there was none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<PullRequest> OpenPullRequestAsync(
        DesiredPullRequest draft,
        PullRequest? open,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Disables auto-merge of an open pull request, before a commit that must wait for a person is pushed to its branch: the
    /// forge could merge that between the push and <see cref="OpenPullRequestAsync"/>. Returns it with auto-merge disabled.
    /// </summary>
    Task<PullRequest> SwitchAutoMergeOffAsync(PullRequest pullRequest, CancellationToken cancellationToken);

    /// <summary>The merged pull request that put <paramref name="commit"/> onto <paramref name="target"/>, or null.</summary>
    /// <param name="commit">A commit on the target branch.</param>
    /// <param name="target">The branch that the pull request was merged into.</param>
    /// <param name="orElsewhere">
    /// Whether the one into another branch is returned where there is none into <paramref name="target"/>: a branch that was
    /// renamed since has its old name in the pull request.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<PullRequest?> FindMergedPullRequestAsync(
        CommitSha commit,
        BranchName target,
        bool orElsewhere,
        CancellationToken cancellationToken
    );

    /// <summary>The merged pull request that put <paramref name="commit"/> onto <paramref name="target"/>, or null.</summary>
    Task<PullRequest?> FindMergedPullRequestAsync(
        CommitSha commit,
        BranchName target,
        CancellationToken cancellationToken
    ) => FindMergedPullRequestAsync(commit, target, orElsewhere: false, cancellationToken);

    /// <summary>
    /// Merges an open pull request, provided that its head still is <see cref="PullRequest.Head"/>. Returns it as
    /// merged, also where it was merged already. A head that has moved, and a pull request that is no longer open, is stale.
    /// </summary>
    /// <param name="pullRequest">The pull request.</param>
    /// <param name="note">A note for the history; null for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<PullRequest> MergePullRequestAsync(
        PullRequest pullRequest,
        MergeNote? note,
        CancellationToken cancellationToken
    );

    /// <summary>Merges without a note.</summary>
    Task<PullRequest> MergePullRequestAsync(PullRequest pullRequest, CancellationToken cancellationToken) =>
        MergePullRequestAsync(pullRequest, note: null, cancellationToken);

    /// <summary>
    /// The numbers of those open pull requests that are not merged until their branch contains the newest commit of
    /// <paramref name="target"/>. Not all forges have such a rule.
    /// </summary>
    /// <param name="target">The target branch.</param>
    /// <param name="outdated">Open pull requests whose branch lacks that commit.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlySet<int>> FindBehindAsync(
        BranchName target,
        IReadOnlyCollection<PullRequest> outdated,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlySet<int>>(FrozenSet<int>.Empty);

    /// <summary>
    /// Reports that the promotion check has passed on the head of the pull request. A forge whose required check is the job
    /// itself needs nothing; elsewhere a pull request that waits for its check is merged now.
    /// </summary>
    Task<PullRequest> PassCheckAsync(PullRequest pullRequest, CancellationToken cancellationToken);

    /// <summary>The statuses of each commit: the newest of each context.</summary>
    /// <param name="commits">The commits.</param>
    /// <param name="deadline">When the caller stops waiting. A rate limit that resets later is a failure.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One entry for each commit, empty where it has no status.</returns>
    Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetStatusesAsync(
        IReadOnlyCollection<CommitSha> commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    );

    /// <summary>Sets a status on a commit.</summary>
    Task ReportStatusAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken);
}
