namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Switches auto-complete on and off.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/azure/devops/repos/git/complete-pull-requests</remarks>
internal sealed class AzureDevOpsAutoMerge(
    AzureDevOpsClient client,
    AzureDevOpsHeads heads,
    AzureDevOpsPullRequests pullRequests,
    AzureDevOpsCompleting completing
)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The pull request with the draft's words, and auto-complete off.</summary>
    public Task<AzureDevOpsPullRequest> LeaveToPersonAsync(
        AzureDevOpsPullRequest open,
        DesiredPullRequest draft,
        CancellationToken cancellationToken
    )
    {
        var words = AzureDevOpsWords.ChangeTo(draft, open);
        if (!open.AutoCompletes && words == new PullRequestChange())
        {
            return Task.FromResult(open);
        }

        var what = $"Pull request {open.Number} was not brought up to date";
        return ChangeWithoutMergingAsync(
            open.Number,
            // Always in one with the words: another job may have switched it on for the words of its own just now.
            words with
            {
                AutoCompleteSetBy = AzureDevOpsIdentity.Nobody,
            },
            what,
            token => heads.RequireStillAsync(draft.SourceBranch, draft.Head, what, token),
            cancellationToken
        );
    }

    public async Task<PullRequest> SwitchOffAsync(PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var off = await ChangeWithoutMergingAsync(
            pullRequest.Number,
            new PullRequestChange { AutoCompleteSetBy = AzureDevOpsIdentity.Nobody },
            $"Auto-complete of pull request {pullRequest.Number} was not switched off",
            beforeSending: null,
            cancellationToken
        );
        return pullRequests.Shape(off, pullRequest.Head);
    }

    /// <summary>
    /// Gives the pull request the draft's words, and lets the server complete it when its policies are fulfilled; that
    /// may be at once.
    /// </summary>
    public async Task<AzureDevOpsPullRequest> SwitchOnAsync(
        AzureDevOpsPullRequest open,
        DesiredPullRequest draft,
        CompletionOptions options,
        CancellationToken cancellationToken
    )
    {
        var what = $"Pull request {open.Number} is open, but does not merge by itself";
        var words = AzureDevOpsWords.ChangeTo(draft, open);
        if (
            open.AutoCompletes
            && words == new PullRequestChange()
            && open.CompletionOptions is { BypassPolicy: not true } now
            && now.MergeStrategy == options.MergeStrategy
        )
        {
            return open;
        }

        var change = words with
        {
            AutoCompleteSetBy = await client.GetIdentityAsync(cancellationToken),
            CompletionOptions = options,
        };
        // The server completes whatever is on the branch then, so it must still be what the draft says.
        var current = await pullRequests.ChangeAsync(
            open.Number,
            change,
            what,
            token => heads.RequireStillAsync(draft.SourceBranch, draft.Head, what, token),
            cancellationToken
        );

        // While the server completes it, auto-complete is off again.
        AzureDevOpsWait wait = new(client.Time, Timeout, what);
        while (current is { IsOpen: true, AutoCompletes: false })
        {
            await completing.ThrowIfRefusedAsync(
                current,
                draft.TargetBranch,
                what,
                conflictIsStale: true,
                cancellationToken
            );
            if (!await wait.GoOnAsync(cancellationToken))
            {
                throw AzureDevOpsFailures.AutoCompleteLost(what);
            }

            current = await pullRequests.GetAsync(open.Number, cancellationToken);
        }

        return current.State is PullRequestState.Closed ? throw AzureDevOpsFailures.NotOpen(what) : current;
    }

    private async Task<AzureDevOpsPullRequest> ChangeWithoutMergingAsync(
        int number,
        PullRequestChange change,
        string what,
        Func<CancellationToken, Task>? beforeSending,
        CancellationToken cancellationToken
    )
    {
        var changed = await pullRequests.ChangeAsync(number, change, what, beforeSending, cancellationToken);
        return changed switch
        {
            { IsOpen: false } => throw AzureDevOpsFailures.NotOpen(what),
            { AutoCompletes: true } => throw AzureDevOpsFailures.AutoCompleteStays(what),
            _ => changed,
        };
    }
}
