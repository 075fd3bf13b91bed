using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Completes pull requests, where the policies let it. Every caller holds the forge's lock.</summary>
internal static class AzureDevOpsMerger
{
    /// <summary>The blocking policies that are not fulfilled.</summary>
    public static IReadOnlyList<AzureDevOpsPolicy> Blockers(
        AzureDevOpsRepository repository,
        AzureDevOpsPullRequest pull
    ) => [.. Unfulfilled(repository, pull).Where(policy => policy.IsBlocking)];

    public static bool Allows(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull, MergeStyle style) =>
        repository
            .PoliciesOf(pull.Target)
            .OfType<AzureDevOpsPolicy.MergeTypes>()
            .Where(policy => policy.IsBlocking)
            .All(policy => policy.Allowed.Contains(style));

    /// <summary>
    /// Puts a pull request with auto-complete into the queue, once no policy is left to wait for, be it optional.
    /// Auto-complete is over then.
    /// </summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/devops/repos/git/complete-pull-requests#complete-automatically</remarks>
    /// <returns>Whether anything changed.</returns>
    public static bool StartByItself(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        if (
            pull.AutoCompleteBy is not { } by
            || pull.IsQueued
            || pull.IsDraft
            || !repository.Pulls.HasSource(pull)
            || repository.Pulls.TestMerge(pull) is null
            || Unfulfilled(repository, pull)
                .Any(policy => policy.IsBlocking || !pull.Completion.IgnoredPolicies.Contains(policy.Id))
        )
        {
            return false;
        }

        pull.AutoCompleteBy = null;

        // Where a policy forbids the chosen way to merge, auto-complete is cancelled, and nobody is told.
        if (Allows(repository, pull, pull.Completion.Style))
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
        pull.QueuedAt = repository.Now;
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
        pull.QueuedAt = null;
        var bypasses = pull.Completion.BypassesPolicies;

        if (!bypasses && Blockers(repository, pull) is [var blocker, ..])
        {
            Reject(pull, $"The policy '{blocker.TypeName}' is not fulfilled.");
        }
        else if (!bypasses && !Allows(repository, pull, pull.Completion.Style))
        {
            var strategy = AzureDevOpsCompletion.NameOf(pull.Completion.Style);
            Reject(pull, $"The merge strategy {strategy} is not allowed by the policies of the branch.");
        }
        else
        {
            Merge(repository, pull, by);
        }

        return true;
    }

    private static IEnumerable<AzureDevOpsPolicy> Unfulfilled(
        AzureDevOpsRepository repository,
        AzureDevOpsPullRequest pull
    ) =>
        repository
            .PoliciesOf(pull.Target)
            .Where(policy => AzureDevOpsEvaluation.Of(pull, policy) is not ("approved" or "notApplicable"));

    private static void Merge(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull, AzureDevOpsIdentity by)
    {
        var before = repository.Pulls.TipOf(pull.Target)!;
        var options = pull.Completion;
        var attempt = repository.Pulls.Merges.Merge(
            pull.Target,
            pull.SourceCommit,
            options.Style,
            options.Message ?? $"Merged PR {pull.Id}: {pull.Title}\n\n{pull.Description}",
            $"{by.DisplayName} <{by.UniqueName}>"
        );

        switch (attempt)
        {
            case MergeAttempt.Merged { Commit: var commit }:
                pull.Commits.UnionWith(repository.Pulls.Commits($"{before}..{pull.SourceCommit}"));
                pull.TargetCommit = before;
                pull.MergeCommit = commit;
                pull.MergeStatus = "succeeded";
                pull.QueryReads = repository.Forge.Lag.QueryReads;
                repository.Pulls.Close(pull, "completed", by);
                DeleteSource(repository, pull);
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

    private static void DeleteSource(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        if (pull.Completion.DeletesSource && pull.Fork is null && pull.Source != repository.DefaultBranch)
        {
            repository.Remote.TryGit(input: null, "update-ref", "-d", $"refs/heads/{pull.Source}", pull.SourceCommit);
        }
    }
}
