using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.GitHub.Rest;
using GitOpsPromotion.Forges.GraphQl;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>The GraphQL API. The caller holds the forge's lock.</summary>
internal static class GitHubGraph
{
    private static readonly GraphQlExecutor Executor = new(
        GitHubSchema.Types,
        new GraphQlResolvers().AddRepositories().AddRefs().AddCommits().AddPullRequests().AddMutations()
    );

    public static ForgeAnswer.Reply Answer(GitHubForge forge, ForgeRequest request)
    {
        var (token, refusal) = GitHubGate.Enter(forge, request);

        if (token is null)
        {
            return refusal!;
        }

        if (request.Method is not "POST" || GitHubCall.Parse(request.Body) is not { } body)
        {
            return GitHubErrors.Message(400, "Problems parsing JSON");
        }

        var answer = forge.Limits.Count("graphql")
            ? Run(forge, token, body)
            : new JsonObject
            {
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "RATE_LIMITED",
                        ["message"] = MessageOf(GitHubErrors.RateLimited(token)),
                    }
                ),
            };
        var reply = answer is null
            ? GitHubErrors.Message(400, "A query attribute must be specified and must be a string.")
            : GitHubErrors.Json(200, answer);
        return reply with { Headers = [.. reply.Headers, .. forge.Limits.Headers("graphql")] };
    }

    /// <summary>The message of a refusal of REST.</summary>
    public static string MessageOf(ForgeAnswer.Reply refusal) =>
        JsonNode.Parse(refusal.Body)!["message"]!.GetValue<string>();

    private static JsonObject? Run(GitHubForge forge, GitHubToken token, JsonObject body)
    {
        if (body["query"] is not JsonValue value || !value.TryGetValue(out string? query))
        {
            return null;
        }

        foreach (var repository in forge.Repositories)
        {
            repository.Pulls.Settle();
        }

        return Executor.Answer(query, body["variables"] as JsonObject ?? [], new CallerSource(forge, token));
    }
}
