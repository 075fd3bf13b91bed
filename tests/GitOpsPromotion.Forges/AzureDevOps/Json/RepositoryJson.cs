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

    public static JsonObject Full(AzureDevOpsRepository repository)
    {
        var json = Of(repository);

        // A repository without commits has no default branch.
        if (repository.Pulls.TipOf(repository.DefaultBranch) is not null)
        {
            json["defaultBranch"] = $"refs/heads/{repository.DefaultBranch}";
        }

        json["size"] = 728;
        json["remoteUrl"] = repository.Url.AbsoluteUri;
        json["sshUrl"] = $"ssh://127.0.0.1:22/{repository.Url.AbsolutePath.TrimStart('/')}";
        json["webUrl"] = repository.Url.AbsoluteUri;
        json["isDisabled"] = false;
        json["isInMaintenance"] = false;
        return json;
    }

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
