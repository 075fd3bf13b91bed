using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps.Json;

/// <summary>A policy, and its evaluation for a pull request.</summary>
internal static class PolicyJson
{
    public static JsonObject Configuration(AzureDevOpsRepository repository, AzureDevOpsPolicy policy)
    {
        var project = $"{repository.Forge.Collection}{repository.Project.Id}/_apis/policy";
        return new()
        {
            ["createdBy"] = AzureDevOpsJson.Identity(repository.Forge, AzureDevOpsIdentity.Ada),
            ["createdDate"] = AzureDevOpsJson.Time(TestRepository.Noon),
            ["isEnabled"] = true,
            ["isBlocking"] = true,
            ["isDeleted"] = false,
            ["isEnterpriseManaged"] = false,
            ["settings"] = Settings(repository, policy),
            ["revision"] = 1,
            ["id"] = policy.Id,
            ["url"] = $"{project}/configurations/{policy.Id}",
            ["type"] = new JsonObject
            {
                ["id"] = policy.Type.ToString(),
                ["url"] = $"{project}/types/{policy.Type}",
                ["displayName"] = policy.TypeName,
            },
        };
    }

    /// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/policy/evaluations/list</remarks>
    public static JsonObject Evaluation(
        AzureDevOpsRepository repository,
        AzureDevOpsPullRequest pull,
        AzureDevOpsPolicy policy
    ) =>
        new()
        {
            ["configuration"] = Configuration(repository, policy),
            ["artifactId"] = ArtifactId(repository, pull.Id),
            ["evaluationId"] = new Guid(pull.Id, (short)policy.Id, 1, [0, 0, 0, 0, 0, 0, 0, 1]).ToString(),
            ["startedDate"] = AzureDevOpsJson.Time(pull.CreatedAt),
            ["status"] = policy.Evaluate(pull),
            ["context"] = new JsonObject { ["lastMergeSourceCommitId"] = pull.SourceCommit },
        };

    public static string ArtifactId(AzureDevOpsRepository repository, int pullRequest) =>
        $"vstfs:///CodeReview/CodeReviewId/{repository.Project.Id}/{pullRequest}";

    private static JsonObject Settings(AzureDevOpsRepository repository, AzureDevOpsPolicy policy)
    {
        JsonObject settings = policy switch
        {
            AzureDevOpsPolicy.Build build => new()
            {
                ["buildDefinitionId"] = policy.Id,
                ["queueOnSourceUpdateOnly"] = true,
                ["manualQueueOnly"] = false,
                ["displayName"] = build.Pipeline,
                ["validDuration"] = 0,
            },
            AzureDevOpsPolicy.Status status => new()
            {
                ["statusGenre"] = status.Genre,
                ["statusName"] = status.Name,
                ["authorId"] = null,
                ["invalidateOnSourceUpdate"] = status.IsResetByPushes,
                ["policyApplicability"] = 0,
            },
            AzureDevOpsPolicy.MergeTypes { Allowed: var allowed } => new()
            {
                ["allowNoFastForward"] = allowed.Contains(MergeStyle.Merge),
                ["allowSquash"] = allowed.Contains(MergeStyle.Squash),
                ["allowRebase"] = allowed.Contains(MergeStyle.Rebase),
                ["allowRebaseMerge"] = allowed.Contains(MergeStyle.RebaseMerge),
            },
            _ => [],
        };
        settings["scope"] = new JsonArray(
            new JsonObject
            {
                ["refName"] = $"refs/heads/{AzureDevOpsRepository.DefaultBranch}",
                ["matchKind"] = "Exact",
                ["repositoryId"] = repository.Id.ToString(),
            }
        );
        return settings;
    }
}
