using System.Text.Json;
using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.GitHub.Rest;
using GitOpsPromotion.Forges.Serving;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation.Errors;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>The GraphQL API. The caller holds the forge's lock.</summary>
internal static class GitHubGraph
{
    private static readonly DocumentExecuter Executer = new();

    public static ForgeAnswer.Reply Answer(GitHubForge forge, ForgeRequest request)
    {
        var (token, refusal) = GitHubGate.Enter(forge, request);

        if (token is null)
        {
            return refusal!;
        }

        if (GitHubCall.Parse(request.Body) is not { } body || (string?)body["query"] is not { } query)
        {
            return GitHubErrors.Message(400, "A query attribute must be specified and must be a string.");
        }

        return GitHubErrors.Json(200, Run(forge, token, query, body["variables"] as JsonObject ?? []));
    }

    /// <summary>An error that a resolver throws.</summary>
    /// <param name="type">GitHub's name for it, such as <c>NOT_FOUND</c>.</param>
    /// <param name="message">The message for people.</param>
    public static ExecutionError Error(string type, string message) => new(message) { Code = type };

    /// <summary>A refusal of REST as an error of GraphQL.</summary>
    public static ExecutionError ToGraph(this ForgeAnswer.Reply refusal, string type) =>
        Error(type, JsonNode.Parse(refusal.Body)!["message"]!.GetValue<string>());

    // No resolver waits, so the task has completed when it is returned, on the thread that holds the lock.
    private static JsonObject Run(GitHubForge forge, GitHubToken token, string query, JsonObject variables)
    {
        foreach (var repository in forge.Repositories)
        {
            repository.Pulls.Settle();
        }

        var result = Executer
            .ExecuteAsync(
                new ExecutionOptions
                {
                    Schema = GitHubSchema.Instance,
                    Query = query,
                    Variables = new(
                        variables.ToDictionary(one => one.Key, one => ValueOf(one.Value), StringComparer.Ordinal)
                    ),
                    Root = new CallerNode(forge, token),
                    ThrowOnUnhandledException = true,
                }
            )
            .GetAwaiter()
            .GetResult();
        JsonObject answer = [];

        if (result.Executed)
        {
            answer["data"] = JsonSerializer.SerializeToNode((result.Data as RootExecutionNode)?.ToValue());
        }

        if (result.Errors is { Count: > 0 } errors)
        {
            answer["errors"] = new JsonArray([.. errors.Select(Describe)]);
        }

        return answer;
    }

    private static object? ValueOf(JsonNode? node) =>
        node switch
        {
            JsonArray items => items.Select(ValueOf).ToList(),
            JsonValue value when value.TryGetValue(out int number) => number,
            _ => (string?)node,
        };

    // An error of an invalid document has no type. Its code shows that the server lacks a field.
    private static JsonObject Describe(ExecutionError error)
    {
        JsonObject json = error switch
        {
            FieldsOnCorrectTypeError => new() { ["extensions"] = new JsonObject { ["code"] = "undefinedField" } },
            DocumentError => [],
            _ => new() { ["type"] = error.Code },
        };
        json["path"] = error.Path is null ? null : JsonSerializer.SerializeToNode(error.Path);
        json["message"] = error.Message;
        return json;
    }
}
