using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>An answer of the API.</summary>
public sealed record AzureDevOpsAnswer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    private readonly JsonNode? body = Text.StartsWith('{') ? JsonNode.Parse(Text) : null;

    /// <summary>The value at a path such as <c>completionOptions.mergeStrategy</c>; null where there is none.</summary>
    public string? this[string path] => At(body, path);

    /// <summary>The values at a path of each item of a list.</summary>
    public IReadOnlyList<string?> Each(string path) => [.. body!["value"]!.AsArray().Select(item => At(item, path))];

    public int Id => body!["pullRequestId"]!.GetValue<int>();

    /// <summary>The status and the type of the error, such as <c>404 GitRepositoryNotFoundException</c>.</summary>
    public string Error => $"{Status} {this["typeKey"]}";

    /// <summary>The two states of a pull request.</summary>
    public string State => $"{this["status"]} {this["mergeStatus"]}";

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static string? At(JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (current, name) => current?[name])?.ToString();
}
