using System.Net.Http.Headers;
using System.Text.Json;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>What the forge said.</summary>
public sealed record AzureDevOpsAnswer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonElement Body { get; } = Text.StartsWith('{') ? JsonDocument.Parse(Text).RootElement : default;

    public JsonElement this[string name] => Body.GetProperty(name);

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonElement> Items => [.. this["value"].EnumerateArray()];

    public int Id => this["pullRequestId"].GetInt32();

    public string? Type => this["typeKey"].GetString();

    public string? Message => this["message"].GetString();

    public bool Has(string name) => Body.TryGetProperty(name, out _);

    public string? Commit(string name) => this[name].GetProperty("commitId").GetString();

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
