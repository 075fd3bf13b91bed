using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Reads branch policies.</summary>
internal sealed class AzureDevOpsPolicies(AzureDevOpsClient client)
{
    /// <param name="target">The branch.</param>
    /// <param name="pullRequest">Any pull request of the repository. The list is filtered by the id of the repository, which it contains.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/policy-configurations/get</remarks>
    public async Task<BranchPolicies> ReadAsync(
        BranchName target,
        AzureDevOpsPullRequest pullRequest,
        CancellationToken cancellationToken
    )
    {
        // Without it the list would contain the policies of all repositories of the project.
        var repository = Uri.EscapeDataString(
            pullRequest.Repository?.Id
                ?? throw new PromotionException(
                    FailureKind.Unavailable,
                    $"The policies of branch {target} of {client.Address} were not read: the answer has no id of the repository."
                )
                {
                    Hint = "Check that the URL of origin leads to Azure DevOps, then run the command again.",
                }
        );
        var address = client.Address.InProject(
            $"git/policy/configurations?repositoryId={repository}&refName={Uri.EscapeDataString(target.Ref)}"
        );
        return new(
            await client.ReadAllAsync(
                AzureDevOpsClient.Request(
                    HttpMethod.Get,
                    address,
                    $"The policies of branch {target} of {client.Address} were not read"
                ),
                AzureDevOpsJson.Default.AzureDevOpsListPolicyConfiguration,
                cancellationToken
            )
        );
    }

    /// <summary>The names of the policies that keep a pull request from being completed; may be empty.</summary>
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/evaluations/list</remarks>
    public async Task<IReadOnlyList<string>> FindBlockingAsync(
        AzureDevOpsPullRequest pullRequest,
        CancellationToken cancellationToken
    )
    {
        var artifact = string.Create(
            CultureInfo.InvariantCulture,
            $"vstfs:///CodeReview/CodeReviewId/{pullRequest.Repository?.Project?.Id}/{pullRequest.PullRequestId}"
        );
        var request = AzureDevOpsClient.Request(
            HttpMethod.Get,
            client.Address.InProject($"policy/evaluations?artifactId={Uri.EscapeDataString(artifact)}"),
            $"The policies of pull request {pullRequest.PullRequestId} were not read",
            AzureDevOpsClient.PreviewVersion
        );
        var response = await client.SendAsync(request, cancellationToken);

        // The names only help to understand a failure, so their absence is not another one.
        return response.IsSuccess
            ?
            [
                .. (response.TryRead(AzureDevOpsJson.Default.AzureDevOpsListPolicyEvaluation)?.Items ?? [])
                    .Where(evaluation => evaluation.Blocks)
                    .Select(evaluation => response.Show(evaluation.Configuration!.Name))
                    .Distinct(StringComparer.Ordinal),
            ]
            : [];
    }
}
