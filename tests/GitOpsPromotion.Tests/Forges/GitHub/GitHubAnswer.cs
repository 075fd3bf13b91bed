using System.Net.Http.Headers;
using System.Text.Json;

namespace GitOpsPromotion.Tests.Forges.GitHub;

/// <summary>What the forge said.</summary>
public sealed record GitHubAnswer(int Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public JsonElement this[string name] => Body.GetProperty(name);

    public string? Message => Body.GetProperty("message").GetString();

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
