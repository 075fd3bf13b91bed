using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GitHub.Json;

/// <summary>A commit status, alone or among a commit's others.</summary>
internal static class StatusJson
{
    public static JsonObject Simple(GitHubRepository repository, string commit, GitHubStatus status) =>
        new()
        {
            ["url"] = $"{repository.Forge.Api}repos/{repository.FullName}/statuses/{commit}",
            ["avatar_url"] = $"{repository.Forge.Address}avatars/oa/1",
            ["id"] = status.Id,
            ["node_id"] = $"SC_{status.Id}",
            ["state"] = status.State,
            ["description"] = status.Description,
            ["target_url"] = null,
            ["context"] = status.Context,
            ["created_at"] = GitHubJson.Time(status.CreatedAt),
            ["updated_at"] = GitHubJson.Time(status.CreatedAt),
        };

    public static JsonObject Full(GitHubRepository repository, string commit, GitHubStatus status)
    {
        var json = Simple(repository, commit, status);
        json["creator"] = GitHubJson.User(repository.Forge, status.Creator);
        return json;
    }

    /// <summary>The combined state.</summary>
    public static string Combine(IReadOnlyCollection<GitHubStatus> statuses) =>
        statuses.Any(status => status.State is "failure" or "error") ? "failure"
        : statuses.Count is 0 || statuses.Any(status => status.State is "pending") ? "pending"
        : "success";
}
