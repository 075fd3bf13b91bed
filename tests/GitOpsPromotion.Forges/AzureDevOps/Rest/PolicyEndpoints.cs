using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <remarks>
/// Source: https://learn.microsoft.com/rest/api/azure/devops/git/policy-configurations/get and
/// https://learn.microsoft.com/rest/api/azure/devops/policy/evaluations/list
/// </remarks>
internal static class PolicyEndpoints
{
    private const int PageSize = 100;

    public static ForgeAnswer.Reply List(AzureDevOpsCall call) =>
        call.Continue(
            call.Query("refName") is { } name
                ? call.Repository.PoliciesOf(AzureDevOpsCall.Branch(name)!)
                : call.Repository.Policies,
            policy => PolicyJson.Configuration(call.Repository, policy)
        );

    public static ForgeAnswer.Reply Evaluate(AzureDevOpsCall call)
    {
        var pull = call.Repository.Pulls.All.Single(one => IsNamed(call.Repository, one, call.Request));
        return AzureDevOpsCall.Ok(
            AzureDevOpsJson.List(
                call.Repository.PoliciesOf(pull.Target)
                    .Where(policy => policy.Evaluate(pull) is not "notApplicable")
                    .Skip(call.Number("$skip", 0))
                    .Take(call.Number("$top", PageSize)),
                policy => (JsonNode)PolicyJson.Evaluation(call.Repository, pull, policy)
            )
        );
    }

    /// <summary>The id of the repository with the pull request that a request names; empty where there is none.</summary>
    public static string RepositoryOf(AzureDevOpsForge forge, AzureDevOpsProject project, ForgeRequest request) =>
        $"{forge.RepositoriesOf(project).FirstOrDefault(one => one.Pulls.All.Any(pull => IsNamed(one, pull, request)))?.Id}";

    private static bool IsNamed(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull, ForgeRequest request) =>
        PolicyJson
            .ArtifactId(repository, pull.Id)
            .Equals(request.Query("artifactId"), StringComparison.OrdinalIgnoreCase);
}
