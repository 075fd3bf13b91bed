using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Completes pull requests, where the policies let it. Every caller holds the forge's lock.</summary>
internal static class AzureDevOpsMerger
{
    /// <summary>The first policy that is not met, or null.</summary>
    public static AzureDevOpsPolicy? FindBlocker(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull) =>
        repository
            .PoliciesOf(pull.Target)
            .FirstOrDefault(policy => policy.Evaluate(pull) is not ("approved" or "notApplicable"));

    /// <summary>Puts a pull request with auto-complete into the queue, once no policy is left to wait for.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/devops/repos/git/complete-pull-requests#complete-automatically</remarks>
    /// <returns>Whether anything changed.</returns>
    public static bool Start(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        if (
            pull.AutoCompleteBy is not { } by
            || pull.IsQueued
            || !repository.Pulls.HasSource(pull)
            || repository.Pulls.TestMerge(pull) is null
            || FindBlocker(repository, pull) is not null
        )
        {
            return false;
        }

        pull.AutoCompleteBy = null;

        // Where a policy forbids the chosen strategy, auto-complete is cancelled without a message.
        if (Allows(repository, pull))
        {
            Enqueue(repository, pull, by);
            pull.IsQueuedByAutoComplete = true;
        }

        return true;
    }

    public static void Enqueue(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull, AzureDevOpsIdentity by)
    {
        pull.AutoCompleteBy = null;
        pull.QueuedBy = by;
        pull.IsQueuedByAutoComplete = false;
        pull.QueuedReads = repository.Forge.Lag.CompletionReads;
        pull.MergeStatus = "queued";
    }

    /// <summary>Completes a pull request whose turn in the queue has come.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Finish(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        if (pull.QueuedBy is not { } by || pull.QueuedReads > 0)
        {
            return false;
        }

        pull.QueuedBy = null;

        if (FindBlocker(repository, pull) is { } blocker)
        {
            Reject(pull, $"The policy '{blocker.TypeName}' is not fulfilled.");
        }
        else if (!Allows(repository, pull))
        {
            Reject(
                pull,
                $"The merge strategy {pull.Completion.Strategy} is not allowed by the policies of the branch."
            );
        }
        else
        {
            Merge(repository, pull, by);
        }

        return true;
    }

    private static bool Allows(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull) =>
        repository
            .PoliciesOf(pull.Target)
            .OfType<AzureDevOpsPolicy.MergeTypes>()
            .All(policy => policy.Allowed.Contains(pull.Completion.Style));

    private static void Merge(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull, AzureDevOpsIdentity by)
    {
        var branches = repository.Pulls.Branches;
        var before = branches.TipOf(pull.Target)!;
        var attempt = branches.Merges.Merge(
            pull.Target,
            pull.SourceCommit,
            pull.Completion.Style,
            pull.Completion.Message ?? $"Merged PR {pull.Id}: {pull.Title}\n\n{pull.Description}",
            $"{by.DisplayName} <{by.UniqueName}>"
        );

        switch (attempt)
        {
            case MergeAttempt.Merged { Commit: var commit }:
                pull.Commits.UnionWith(branches.Commits($"{before}..{pull.SourceCommit}"));
                pull.TargetCommit = before;
                pull.MergeCommit = commit;
                pull.MergeStatus = "succeeded";
                pull.QueryReads = repository.Forge.Lag.QueryReads;
                pull.Close("completed", by);

                if (pull is { Completion.DeletesSource: true, Fork: null })
                {
                    branches.Delete(pull.Source, pull.SourceCommit);
                }

                break;
            case MergeAttempt.TargetMoved:
                Enqueue(repository, pull, by);
                break;
            default:
                pull.MergeStatus = "conflicts";
                break;
        }
    }

    private static void Reject(AzureDevOpsPullRequest pull, string reason)
    {
        pull.MergeStatus = "rejectedByPolicy";
        pull.MergeFailure = reason;
    }
}
