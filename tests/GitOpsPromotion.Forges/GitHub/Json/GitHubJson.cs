using System.Globalization;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GitHub.Json;

/// <summary>Parts of several answers.</summary>
internal static class GitHubJson
{
    public static JsonObject User(GitHubForge forge, string login)
    {
        var url = $"{forge.Api}users/{Uri.EscapeDataString(login)}";
        var id = login.Aggregate(7, (sum, letter) => sum * 31 % 1_000_000 + letter);
        return new()
        {
            ["login"] = login,
            ["id"] = id,
            ["node_id"] = $"U_{id}",
            ["avatar_url"] = $"{forge.Address}avatars/u/{id.ToString(CultureInfo.InvariantCulture)}",
            ["gravatar_id"] = "",
            ["url"] = url,
            ["html_url"] = $"{forge.Address}{Uri.EscapeDataString(login)}",
            ["followers_url"] = $"{url}/followers",
            ["following_url"] = $"{url}/following{{/other_user}}",
            ["gists_url"] = $"{url}/gists{{/gist_id}}",
            ["starred_url"] = $"{url}/starred{{/owner}}{{/repo}}",
            ["subscriptions_url"] = $"{url}/subscriptions",
            ["organizations_url"] = $"{url}/orgs",
            ["repos_url"] = $"{url}/repos",
            ["events_url"] = $"{url}/events{{/privacy}}",
            ["received_events_url"] = $"{url}/received_events",
            ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
            ["site_admin"] = false,
        };
    }

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> render) => new([.. items.Select(render)]);

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? time) => time is { } known ? Time(known) : null;

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
