using System.Globalization;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.AzureDevOps.Json;

/// <summary>Parts of several answers.</summary>
internal static class AzureDevOpsJson
{
    /// <summary>A date that was never set.</summary>
    public const string NoTime = "0001-01-01T00:00:00";

    /// <summary>A list as it goes over the wire.</summary>
    public static JsonObject List<T>(IEnumerable<T> items, Func<T, JsonNode> render)
    {
        JsonArray value = new([.. items.Select(render)]);
        return new() { ["value"] = value, ["count"] = value.Count };
    }

    // Seven digits of the second.
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Identity(AzureDevOpsForge forge, AzureDevOpsIdentity identity) =>
        new()
        {
            ["displayName"] = identity.DisplayName,
            ["url"] = $"{forge.Collection}_apis/Identities/{identity.Id}",
            ["id"] = identity.Id.ToString(),
            ["uniqueName"] = identity.UniqueName,
            ["imageUrl"] = $"{forge.Collection}_api/_common/identityImage?id={identity.Id}",
            ["descriptor"] = identity.Descriptor,
        };

    public static JsonObject Commit(AzureDevOpsRepository repository, string commit) =>
        new() { ["commitId"] = commit, ["url"] = $"{RepositoryUrl(repository)}/commits/{commit}" };

    public static string RepositoryUrl(AzureDevOpsRepository repository) =>
        $"{repository.Forge.Collection}{repository.Project.Id}/_apis/git/repositories/{repository.Id}";

    public static JsonObject Repository(AzureDevOpsRepository repository) =>
        new()
        {
            ["id"] = repository.Id.ToString(),
            ["name"] = repository.Name,
            ["url"] = RepositoryUrl(repository),
            ["project"] = new JsonObject
            {
                ["id"] = repository.Project.Id.ToString(),
                ["name"] = repository.Project.Name,
                ["url"] = $"{repository.Forge.Collection}_apis/projects/{repository.Project.Id}",
                ["state"] = "wellFormed",
                ["revision"] = 11,
                ["visibility"] = "private",
                ["lastUpdateTime"] = Time(TestRepository.Noon),
            },
        };
}
