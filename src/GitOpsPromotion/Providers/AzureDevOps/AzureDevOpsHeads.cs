using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Looks at pull requests together with the branches they come from, which they lag behind.</summary>
internal sealed class AzureDevOpsHeads(
    AzureDevOpsClient client,
    AzureDevOpsBranches branches,
    AzureDevOpsPullRequests pullRequests
)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    // Too short for another job to push, and to say of the pull request what it has pushed.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);

    private (BranchName Branch, CommitSha Commit, long At)? seen;

    /// <summary>
    /// The pull request, and the commit its branch was at just before; null where it had been deleted. The branch comes
    /// first: where a merge has deleted it, the pull request says so.
    /// </summary>
    public async Task<(AzureDevOpsPullRequest PullRequest, CommitSha? Tip)> ReadAsync(
        int number,
        BranchName source,
        CancellationToken cancellationToken
    )
    {
        var tip = await branches.FindTipAsync(source, cancellationToken);
        return (await pullRequests.GetAsync(number, cancellationToken), tip);
    }

    /// <summary>Throws where the branch is at another commit, or gone: what was to be said of that commit is out of date.</summary>
    public async Task RequireAsync(BranchName source, CommitSha head, string what, CancellationToken cancellationToken)
    {
        var asked = client.Time.GetTimestamp();
        var tip = await branches.FindTipAsync(source, cancellationToken);
        if (tip != head)
        {
            throw AzureDevOpsFailures.Moved(what, source, head, tip);
        }

        seen = (source, head, asked);
    }

    /// <summary>As <see cref="RequireAsync"/>; does not ask where the branch has been seen there a moment ago.</summary>
    public Task RequireStillAsync(
        BranchName source,
        CommitSha head,
        string what,
        CancellationToken cancellationToken
    ) =>
        seen is var (branch, commit, at)
        && (branch, commit) == (source, head)
        && client.Time.GetElapsedTime(at) < Moment
            ? Task.CompletedTask
            : RequireAsync(source, head, what, cancellationToken);

    /// <summary>Waits until the pull request has noticed where its branch is: before that it would merge something else.</summary>
    public async Task<AzureDevOpsPullRequest> WaitAsync(
        AzureDevOpsPullRequest current,
        BranchName source,
        CommitSha head,
        string what,
        CancellationToken cancellationToken
    )
    {
        AzureDevOpsWait wait = new(client.Time, Timeout, what);
        while (current.IsOpen && current.NoticedHead != head)
        {
            if (!await wait.GoOnAsync(cancellationToken))
            {
                throw AzureDevOpsFailures.NotNoticed(what, source, head);
            }

            (current, var tip) = await ReadAsync(current.Number, source, cancellationToken);
            if (current.IsOpen && tip != head)
            {
                throw AzureDevOpsFailures.Moved(what, source, head, tip);
            }
        }

        return current;
    }
}
