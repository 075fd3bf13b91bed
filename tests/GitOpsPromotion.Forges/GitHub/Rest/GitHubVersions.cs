using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>The versions of the API, of which the newest leaves something out.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/about-the-rest-api/api-versions</remarks>
internal static class GitHubVersions
{
    public const string Newest = "2026-03-10";

    public static bool Knows(string version) => version is "2022-11-28" or Newest;

    public static ForgeAnswer.Reply WithoutMergeCommitSha(ForgeAnswer.Reply reply)
    {
        if (reply.Body.Length is 0)
        {
            return reply;
        }

        var body = JsonNode.Parse(reply.Body)!;

        foreach (
            var item in body is JsonArray list ? list.OfType<JsonObject>() : [.. new[] { body }.OfType<JsonObject>()]
        )
        {
            item.Remove("merge_commit_sha");
        }

        return reply with
        {
            Body = body.ToJsonString(),
        };
    }
}
