using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Completes pull requests, and says what stands in the way. The server takes it on, and does it a little later.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update</remarks>
internal sealed class AzureDevOpsMerging(
    AzureDevOpsClient client,
    AzureDevOpsHeads heads,
    AzureDevOpsPullRequests pullRequests,
    AzureDevOpsPolicies policies
)
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan MergeTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Merges that head and no other. Returns it as merged, also where it was merged already.</summary>
    public async Task<PullRequest> MergeAsync(PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var what = What(pullRequest.Number);
        var (open, tip) = await heads.ReadAsync(pullRequest.Number, pullRequest.Source, cancellationToken);
        if (!open.IsInto(pullRequest.Target))
        {
            throw AzureDevOpsFailures.Retargeted(what, pullRequest.Target);
        }

        if (open.IsMerged)
        {
            return MergedByOthers(open, pullRequest);
        }

        if (!open.IsOpen)
        {
            throw AzureDevOpsFailures.NotOpen(what);
        }

        if (tip != pullRequest.Head)
        {
            throw AzureDevOpsFailures.Moved(what, pullRequest.Source, pullRequest.Head, tip);
        }

        if (open.IsDraft is true)
        {
            throw AzureDevOpsFailures.Draft(what);
        }

        var strategy =
            (await policies.ReadAsync(pullRequest.Target, open, cancellationToken)).MergeStrategy
            ?? throw AzureDevOpsFailures.NoStrategy(what, pullRequest.Target);
        open = await heads.WaitAsync(open, pullRequest.Source, pullRequest.Head, what, cancellationToken);
        if (open.IsMerged)
        {
            return MergedByOthers(open, pullRequest);
        }

        var taken =
            await TryCompleteAsync(
                open,
                pullRequest.Source,
                pullRequest.Head,
                CompletionOptions.For(strategy, []),
                cancellationToken
            )
            ?? throw AzureDevOpsFailures.Policy(
                what,
                pullRequest.Target,
                await policies.FindBlockingAsync(open, cancellationToken)
            );
        var merged = await WaitForMergeAsync(taken, pullRequest.Target, conflictIsStale: false, cancellationToken);
        return pullRequests.Shape(merged, pullRequest.Head);
    }

    /// <summary>Merges the head of a draft that was opened a moment ago: a conflict is a matter of deciding anew. Null where a policy is against it.</summary>
    public async Task<AzureDevOpsPullRequest?> TryMergeAsync(
        AzureDevOpsPullRequest open,
        PullRequestDraft draft,
        CompletionOptions options,
        CancellationToken cancellationToken
    ) =>
        await TryCompleteAsync(open, draft.Source, draft.Head, options, cancellationToken) is { } taken
            ? await WaitForMergeAsync(taken, draft.Target, conflictIsStale: true, cancellationToken)
            : null;

    /// <summary>Throws where the server has tried to merge, or to see whether it can, and could not.</summary>
    public async Task ThrowIfRefusedAsync(
        AzureDevOpsPullRequest current,
        BranchName target,
        string what,
        bool conflictIsStale,
        CancellationToken cancellationToken
    )
    {
        switch (current.MergeStatus)
        {
            case "conflicts":
                throw AzureDevOpsFailures.Conflict(what, target, conflictIsStale);
            case "rejectedByPolicy":
                throw AzureDevOpsFailures.Policy(
                    what,
                    target,
                    await policies.FindBlockingAsync(current, cancellationToken)
                );
            case "failure":
                throw AzureDevOpsFailures.MergeFailed(what, client.Show(current.MergeFailureMessage ?? ""));
            default:
                break;
        }
    }

    private PullRequest MergedByOthers(AzureDevOpsPullRequest merged, PullRequest asked) =>
        merged.NoticedHead is { } head && head != asked.Head
            ? throw AzureDevOpsFailures.MergedOther(What(asked.Number), head)
            : pullRequests.Shape(merged, asked.Head);

    /// <summary>Asks the server to complete the pull request. Null where a policy is against it.</summary>
    private async Task<AzureDevOpsPullRequest?> TryCompleteAsync(
        AzureDevOpsPullRequest current,
        BranchName source,
        CommitSha head,
        CompletionOptions options,
        CancellationToken cancellationToken
    )
    {
        var what = What(current.Number);
        PullRequestChange completion = new()
        {
            Status = "completed",
            LastMergeSourceCommit = new(head.Value),
            // Only auto-complete waits for optional policies.
            CompletionOptions = options with
            {
                AutoCompleteIgnoreConfigIds = null,
            },
        };
        for (var attempt = 1; current.IsOpen; attempt++)
        {
            var response = await pullRequests.TryChangeAsync(current.Number, completion, what, null, cancellationToken);
            if (response.IsSuccess)
            {
                return response.Read(AzureDevOpsJson.Default.AzureDevOpsPullRequest);
            }

            switch (AzureDevOpsErrors.RefusalOf(response))
            {
                case AzureDevOpsRefusal.Policy:
                    return null;
                case AzureDevOpsRefusal.NotOpen:
                    return await pullRequests.GetAsync(current.Number, cancellationToken);
                // Another job may be completing it, or the pull request lags behind its branch.
                case AzureDevOpsRefusal.Stale when attempt < MaxAttempts:
                    await Task.Delay(TimeSpan.FromSeconds(attempt), client.Time, cancellationToken);
                    current = await pullRequests.GetAsync(current.Number, cancellationToken);
                    current = await heads.WaitAsync(current, source, head, what, cancellationToken);
                    break;
                case AzureDevOpsRefusal.Stale:
                    throw AzureDevOpsFailures.Stale(what, AzureDevOpsErrors.WordsOf(response));
                default:
                    throw client.Errors.From(response);
            }
        }

        return current;
    }

    /// <summary>Waits until the server has completed what it has taken on.</summary>
    private async Task<AzureDevOpsPullRequest> WaitForMergeAsync(
        AzureDevOpsPullRequest taken,
        BranchName target,
        bool conflictIsStale,
        CancellationToken cancellationToken
    )
    {
        var what = What(taken.Number);
        AzureDevOpsWait wait = new(client.Time, MergeTimeout);
        var current = taken;
        while (current.IsOpen)
        {
            if (!await wait.GoOnAsync(cancellationToken))
            {
                throw AzureDevOpsFailures.NotYetMerged(what, MergeTimeout);
            }

            current = await pullRequests.GetAsync(taken.Number, cancellationToken);
            if (current.IsOpen)
            {
                // A push takes it out of what is to be completed.
                if (current.NoticedHead is { } now && taken.NoticedHead is { } before && now != before)
                {
                    throw AzureDevOpsFailures.Stale(what, "its branch got another commit meanwhile");
                }

                await ThrowIfRefusedAsync(current, target, what, conflictIsStale, cancellationToken);
            }
        }

        return current.IsMerged ? current : throw AzureDevOpsFailures.NotOpen(what);
    }

    private static string What(int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Pull request {number} was not merged");
}
