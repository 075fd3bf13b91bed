using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.AzureDevOps.Json;

/// <summary>A repository, alone or within something else.</summary>
internal static class RepositoryJson
{
    public static JsonObject Of(AzureDevOpsRepository repository) =>
        new()
        {
            ["id"] = repository.Id.ToString(),
            ["name"] = repository.Name,
            ["url"] = AzureDevOpsJson.RepositoryUrl(repository),
            ["project"] = Project(repository),
        };

    private static JsonObject Project(AzureDevOpsRepository repository) =>
        new()
        {
            ["id"] = repository.Project.Id.ToString(),
            ["name"] = repository.Project.Name,
            ["url"] = $"{repository.Forge.Collection}_apis/projects/{repository.Project.Id}",
            ["state"] = "wellFormed",
            ["revision"] = 11,
            ["visibility"] = "private",
            ["lastUpdateTime"] = AzureDevOpsJson.Time(TestRepository.Noon),
        };
}
