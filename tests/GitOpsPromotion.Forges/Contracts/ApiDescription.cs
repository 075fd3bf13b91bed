using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.Contracts;

/// <summary>
/// A vendor's description of its API (OpenAPI 3.0), and how a request or an answer differs from it. Each finding is one
/// sentence.
/// </summary>
public sealed class ApiDescription
{
    /// <summary>The variable that names the folder of the descriptions.</summary>
    public const string FolderVariable = "GITOPS_PROMOTION_CONTRACTS";

    private static readonly ConcurrentDictionary<string, ApiDescription> Files = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<ApiOperation> operations;

    private ApiDescription(JsonObject root)
    {
        ApiSchemas schemas = new(root);
        operations =
        [
            .. root["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(verb => new ApiOperation(verb.Key.ToUpperInvariant(), path.Key, verb.Value!, schemas))
                )
                .OrderByDescending(operation => operation.Weight),
        ];
    }

    /// <summary>Why a test that needs the descriptions is skipped, where they are not there.</summary>
    public static string Missing => $"{FolderVariable} does not name a folder with the vendors' descriptions.";

    /// <summary>Reads a description of the folder, once. Null where there is no folder.</summary>
    /// <param name="name">Its name, such as <c>github</c>.</param>
    public static ApiDescription? Find(string name) =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder
            ? Files.GetOrAdd(Path.Combine(folder, $"{name}.openapi.json"), file => Parse(File.ReadAllText(file)))
            : null;

    /// <param name="json">The description.</param>
    public static ApiDescription Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query below the API's base, escaped as they were sent.</param>
    /// <param name="body">The body, empty where there was none.</param>
    public IReadOnlyList<string> CheckRequest(string method, string target, string body = "")
    {
        ArgumentNullException.ThrowIfNull(target);
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        return Find(method, path) is { } operation
            ? [.. operation.CheckPath(path), .. operation.CheckQuery(query), .. operation.CheckBody(body)]
            : [$"The API has no {method} {path}."];
    }

    /// <param name="method">The method of the request.</param>
    /// <param name="target">Path and query of the request.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">The body of the answer, empty where there was none.</param>
    public IReadOnlyList<string> CheckAnswer(string method, string target, int status, string body)
    {
        ArgumentNullException.ThrowIfNull(target);
        var path = target.Split('?', 2)[0];
        return Find(method, path)?.CheckAnswer(status, body)
            ?? (status < 400 ? [$"The API has no {method} {path}, but it was answered with {status}."] : []);
    }

    private ApiOperation? Find(string method, string path) =>
        operations.FirstOrDefault(operation => operation.Method == method && operation.Matches(path));
}
