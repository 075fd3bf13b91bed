using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Completes pull requests: the server takes it on, and does it a little later.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update</remarks>
internal sealed class AzureDevOpsCompleting(
    AzureDevOpsClient client,
    AzureDevOpsHeads heads,
    AzureDevOpsPullRequests pullRequests,
    AzureDevOpsPolicies policies
)
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan MergeTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Merges that head and no other, and waits until it is done. Null where a policy is against it.</summary>
    /// <param name="current">The pull request, which has noticed the head.</param>
    /// <param name="source">Its branch.</param>
    /// <param name="target">The branch it goes into.</param>
    /// <param name="head">The commit to merge.</param>
    /// <param name="options">How.</param>
    /// <param name="conflictIsStale">Whether the caller can make the branch anew where it conflicts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<AzureDevOpsPullRequest?> TryAsync(
        AzureDevOpsPullRequest current,
        BranchName source,
        BranchName target,
        CommitSha head,
        CompletionOptions options,
        bool conflictIsStale,
        CancellationToken cancellationToken
    ) =>
        await TryCompleteAsync(current, source, head, options, cancellationToken) is { } taken
            ? await WaitForMergeAsync(taken, target, conflictIsStale, cancellationToken)
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

    /// <summary>One that another job has merged, or somebody has closed.</summary>
    /// <exception cref="PromotionException">It was merged with another commit: stale.</exception>
    public static AzureDevOpsPullRequest MergedByOthers(AzureDevOpsPullRequest current, CommitSha head) =>
        current is { IsMerged: true, NoticedHead: { } merged } && merged != head
            ? throw AzureDevOpsFailures.MergedOther(What(current.Number), merged)
            : current;

    /// <summary>What has not happened when it fails.</summary>
    public static string What(int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Pull request {number} was not merged");

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
                    return MergedByOthers(await pullRequests.GetAsync(current.Number, cancellationToken), head);
                // Another job may be completing it, or the pull request lags behind its branch.
                case AzureDevOpsRefusal.Stale when attempt < MaxAttempts:
                    await client.Time.WaitAsync(
                        new Wait.ForForge(what),
                        TimeSpan.FromSeconds(attempt),
                        until: null,
                        cancellationToken
                    );
                    current = await pullRequests.GetAsync(current.Number, cancellationToken);
                    current = await heads.WaitAsync(current, source, head, what, cancellationToken);
                    break;
                case AzureDevOpsRefusal.Stale:
                    throw AzureDevOpsFailures.Stale(what, AzureDevOpsErrors.WordsOf(response));
                default:
                    throw client.Errors.From(response);
            }
        }

        return MergedByOthers(current, head);
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
        AzureDevOpsWait wait = new(client.Time, MergeTimeout, what);
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
}
