using System.Globalization;
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

    public static ForgeAnswer.Reply List(AzureDevOpsCall call)
    {
        var branch = AzureDevOpsCall.Branch(call.Query("refName"));
        var type = call.Query("policyType");
        return call.Continue(
            [
                .. call
                    .Repository.Policies.Where(policy =>
                        branch is null || policy.Branch is null || policy.Branch == branch
                    )
                    .Where(policy => type is null || (Guid.TryParse(type, out var id) && id == policy.Type)),
            ],
            policy => PolicyJson.Configuration(call.Repository, policy)
        );
    }

    public static ForgeAnswer.Reply Evaluate(AzureDevOpsCall call)
    {
        var pull = call.Repository.Pulls.All.Single(one => IsAskedFor(call.Repository, one, call.Request));
        var showsAll = call.Query("includeNotApplicable") is "true";
        return AzureDevOpsCall.Ok(
            AzureDevOpsJson.List(
                call.Repository.PoliciesOf(pull.Target)
                    .Where(policy => showsAll || AzureDevOpsEvaluation.Of(pull, policy) is not "notApplicable")
                    .Skip(call.Number("$skip", 0))
                    .Take(call.Number("$top", PageSize)),
                policy => (JsonNode)PolicyJson.Evaluation(call.Repository, pull, policy)
            )
        );
    }

    /// <summary>The repository with the pull request that a request names as an artifact; empty where there is none.</summary>
    public static string RepositoryOf(AzureDevOpsForge forge, AzureDevOpsProject project, ForgeRequest request) =>
        forge
            .RepositoriesOf(project)
            .FirstOrDefault(repository => repository.Pulls.All.Any(pull => IsAskedFor(repository, pull, request)))
            ?.Id.ToString("D", CultureInfo.InvariantCulture)
        ?? "";

    private static bool IsAskedFor(
        AzureDevOpsRepository repository,
        AzureDevOpsPullRequest pull,
        ForgeRequest request
    ) =>
        PolicyJson
            .ArtifactId(repository, pull.Id)
            .Equals(request.Query("artifactId"), StringComparison.OrdinalIgnoreCase);
}
