using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>What Azure DevOps shows.</summary>
internal sealed record AzureDevOpsObservation : ObservedPullRequest
{
    // Stands for the head commit of a pull request that has not picked up any.
    private static readonly CommitSha None = CommitSha.Parse(new string('0', 40));

    /// <summary>The pull request as the API writes it; null where it was not read.</summary>
    public AzureDevOpsPullRequest? Document { get; init; }

    /// <summary>The policies of the target branch; null where they were not read.</summary>
    public BranchPolicies? Policies { get; init; }

    /// <summary>The same with the pull request that an answer contains.</summary>
    public AzureDevOpsObservation With(AzureDevOpsPullRequest document, AzureDevOpsClient client)
    {
        var options = document.CompletionOptions;
        var method = BranchPolicies.MethodOf(options?.MergeStrategy);
        return this with
        {
            Document = document,
            PullRequest = document.ToPullRequest(client.Address, document.NoticedHead ?? None) ?? throw NotUnderstood(),
            IsDraft = document.IsDraft is true,
            AutoMergeMethod = method,
            HasOtherAutoMergeOptions = method is null || options is { BypassPolicy: true },
            // Before a merge was asked for, it is the result of an earlier test merge, perhaps of another commit.
            Mergeability = Progress is { HasMerged: true } or { HasEnabledAutoMerge: true }
                ? MergeabilityOf(document.MergeStatus)
                : Mergeability.NotRead,
            MergeFailure = client.Show(document.MergeFailureMessage ?? ""),
        };

        PromotionException NotUnderstood() =>
            new(
                FailureKind.Unavailable,
                $"Pull request {document.PullRequestId} of {client.Address} was not read: the answer has no valid branches."
            )
            {
                Hint = "Check that the URL of origin leads to Azure DevOps.",
            };
    }

    // https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-request#pullrequestasyncstatus
    private static Mergeability MergeabilityOf(string? status) =>
        status switch
        {
            "conflicts" => Mergeability.Conflicting,
            "rejectedByPolicy" => Mergeability.Blocked,
            "failure" => Mergeability.Failed,
            _ => Mergeability.NotRead,
        };
}
