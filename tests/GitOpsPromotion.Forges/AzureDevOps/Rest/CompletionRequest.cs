using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>A request to complete a pull request, which the server does later.</summary>
internal static class CompletionRequest
{
    private static readonly string NoCommit = new('0', 40);

    /// <summary>Puts it into the queue. Null where that was done, else the refusal.</summary>
    public static ForgeAnswer.Reply? Complete(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        if (!call.Token.Has(AzureDevOpsRight.GenericContribute))
        {
            return AzureDevOpsErrors.NeedsRight(call.Token, AzureDevOpsRight.GenericContribute);
        }

        if ((string?)call.Body["lastMergeSourceCommit"]?["commitId"] is not { } source)
        {
            return AzureDevOpsErrors.Invalid("Completing a pull request needs its lastMergeSourceCommit.");
        }

        // Seen of the service: zeros guard nothing. A source branch that is gone counts as one that has moved.
        if (source != NoCommit && source != pull.SourceCommit || !call.Repository.Pulls.HasSource(pull))
        {
            return AzureDevOpsErrors.Stale;
        }

        if (pull.IsDraft)
        {
            return AzureDevOpsErrors.Invalid("A draft pull request cannot be completed.");
        }

        var options = ReadOptions(call, pull);

        if (options.BypassesPolicies && !call.Token.Has(AzureDevOpsRight.PullRequestBypassPolicy))
        {
            return AzureDevOpsErrors.NeedsRight(call.Token, AzureDevOpsRight.PullRequestBypassPolicy);
        }

        if (!options.BypassesPolicies && AzureDevOpsMerger.Blockers(call.Repository, pull) is [var blocker, ..])
        {
            return AzureDevOpsErrors.Json(
                403,
                "GitPullRequestUpdateRejectedByPolicyException",
                $"The pull request cannot be completed: the policy '{blocker.TypeName}' is not fulfilled."
            );
        }

        pull.Completion = options;

        // A conflict shows in the answer, which is no error.
        if (call.Repository.Pulls.TestMerge(pull) is not null)
        {
            AzureDevOpsMerger.Enqueue(call.Repository, pull, call.Token.Identity);
        }

        return null;
    }

    /// <summary>The options that a request sets, and those of before where it sets none.</summary>
    public static AzureDevOpsCompletion ReadOptions(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        if (call.Body["completionOptions"] is not JsonObject options)
        {
            return pull.Completion;
        }

        // squashMerge is the old way to say it, for who gives no strategy.
        var strategy =
            (string?)options["mergeStrategy"]
            ?? ((bool?)options["squashMerge"] is true ? "squash" : AzureDevOpsCompletion.Names[0].Name);
        return new()
        {
            Style = AzureDevOpsCompletion.Names.Single(one => one.Name == strategy).Style,
            DeletesSource = (bool?)options["deleteSourceBranch"] ?? false,
            BypassesPolicies = (bool?)options["bypassPolicy"] ?? false,
            Message = (string?)options["mergeCommitMessage"],
            IgnoredPolicies =
            [
                .. (options["autoCompleteIgnoreConfigIds"] as JsonArray ?? []).Select(id => id!.GetValue<int>()),
            ],
        };
    }
}
