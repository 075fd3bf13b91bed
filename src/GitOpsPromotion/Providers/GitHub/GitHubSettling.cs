namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Sees to it that an open pull request merges by itself, or not, as its draft asks.</summary>
internal sealed class GitHubSettling(
    GitHubClient client,
    GitHubPullRequests pullRequests,
    GitHubBranches branches,
    GitHubAutoMerge autoMerge,
    GitHubMerging merging,
    GitHubRules rules,
    TimeProvider time
)
{
    private const int MaxAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    public async Task<PullRequest> SettleAsync(
        GitHubPullRequest open,
        GitHubProspect prospect,
        MergeMode mode,
        CancellationToken cancellationToken
    )
    {
        if (mode is MergeMode.Manual)
        {
            return open.Value.AutoMerge ? await SwitchOffAsync(open, cancellationToken) : open.Value;
        }

        if (
            mode is MergeMode.AfterCheck
            && !await branches.RequiresChecksAsync(open.Value.TargetBranch, prospect, cancellationToken)
        )
        {
            throw GitHubFailures.NoChecks(
                open.Value.AutoMerge ? await SwitchOffAsync(open, cancellationToken) : open.Value
            );
        }

        return open.Value.AutoMerge ? open.Value
            : prospect.MergeMethods is [var method, ..]
                ? await EnableAsync(open, prospect, method, mode, cancellationToken)
            : throw GitHubFailures.NoMethod(open.Value, client.Address);
    }

    private async Task<PullRequest> SwitchOffAsync(GitHubPullRequest open, CancellationToken cancellationToken) =>
        await autoMerge.DisableAsync(open, cancellationToken) with
        {
            Head = open.Value.Head,
        };

    private async Task<PullRequest> EnableAsync(
        GitHubPullRequest open,
        GitHubProspect prospect,
        string method,
        MergeMode mode,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await autoMerge.TryEnableAsync(open, method, cancellationToken);
            if (outcome is AutoMergeOutcome.Enabled(var enabled))
            {
                return enabled with { Head = open.Value.Head };
            }

            var refused = (AutoMergeOutcome.Refused)outcome;
            if (IsReady(refused.Reason, open.Value, mode))
            {
                return await MergeAsync(open, method, refused.Reason, cancellationToken);
            }

            var now = await LookAsync(open, prospect, refused, attempt == MaxAttempts, cancellationToken);
            if (now.Value.State is PullRequestState.Merged)
            {
                return await pullRequests.CompleteAsync(now, open.Value.Head, NotEnabled(open), cancellationToken);
            }

            if (now.Value.Head == open.Value.Head && now.IsReady)
            {
                return await MergeAsync(open, method, refused.Reason, cancellationToken);
            }

            await time.WaitAsync(new Wait.ForForge(NotEnabled(open)), Pause, until: null, cancellationToken);
        }
    }

    /// <summary>Whether the refusal means that it can be merged now; throws where it will never mean that.</summary>
    private bool IsReady(GitHubRefusal refusal, PullRequest pullRequest, MergeMode mode) =>
        (refusal, mode) switch
        {
            // After a check its words alone are not enough: it is looked at first.
            (GitHubRefusal.NothingToWaitFor or GitHubRefusal.NoRules, MergeMode.Immediately) => true,
            (GitHubRefusal.NoRules, _) => throw GitHubFailures.NoChecks(pullRequest),
            (GitHubRefusal.AutoMergeNotAllowed, MergeMode.AfterCheck) => throw GitHubFailures.AutoMergeNotAllowed(
                pullRequest,
                client.Address
            ),
            (GitHubRefusal.MethodNotAllowed, _) => throw GitHubFailures.NoMethod(pullRequest, client.Address),
            (GitHubRefusal.Draft, _) => throw GitHubFailures.Draft(pullRequest),
            (GitHubRefusal.Conflict, _) => throw GitHubFailures.Conflict(pullRequest, isStale: true),
            _ => false,
        };

    /// <summary>The pull request as it is now, where asking again may help.</summary>
    private async Task<GitHubPullRequest> LookAsync(
        GitHubPullRequest open,
        GitHubProspect prospect,
        AutoMergeOutcome.Refused refused,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var now = await pullRequests.GetAsync(open.Value.Number, NotEnabled(open), cancellationToken);
        if (now.Value.State is PullRequestState.Merged)
        {
            return now;
        }

        if (now.Value.State is PullRequestState.Closed)
        {
            throw GitHubFailures.NotOpen(now.Value);
        }

        if (!await branches.IsAtAsync(open.Value.SourceBranch, open.Value.Head, cancellationToken))
        {
            throw GitHubFailures.Moved(open.Value.SourceBranch, open.Value.Head);
        }

        var isBehind = now.IsBeingJudged || now.Value.Head != open.Value.Head;
        if (now.Conflicts && !isBehind)
        {
            throw GitHubFailures.Conflict(open.Value, isStale: true);
        }

        if (isLast || !(isBehind || now.IsReady || refused.Reason is GitHubRefusal.NotNow))
        {
            throw refused.Reason is GitHubRefusal.AutoMergeNotAllowed || prospect.AutoMergeAllowed is false
                ? GitHubFailures.AutoMergeNotAllowed(open.Value, client.Address)
                : GitHubFailures.NotEnabled(open.Value, refused.Words);
        }

        return now;
    }

    private static string NotEnabled(GitHubPullRequest open) =>
        $"Pull request {open.Value.Number} is open, but auto-merge was not switched on";

    /// <summary>Merges what was opened a moment ago. A conflict is a matter of deciding anew.</summary>
    private async Task<PullRequest> MergeAsync(
        GitHubPullRequest open,
        string method,
        GitHubRefusal refusal,
        CancellationToken cancellationToken
    ) =>
        refusal is not GitHubRefusal.NoRules
        && await rules.FindObstacleAsync(open, NotEnabled(open), cancellationToken) is { } obstacle
            ? throw GitHubFailures.NoAutoMergePastRules(open.Value, obstacle)
            : await merging.MergeAsync(open.Value, method, message: null, conflictIsStale: true, cancellationToken);
}
