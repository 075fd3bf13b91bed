using System.Text.Json;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The body of an answer that says no.</summary>
/// <param name="Message">For people.</param>
/// <param name="Errors">What is wrong with which field: objects or strings.</param>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api</remarks>
internal sealed record GitHubError(string? Message, JsonElement? Errors)
{
    /// <summary>All that it says.</summary>
    public string Words => string.Join(": ", new[] { Message }.Concat(Details).Where(text => text is { Length: > 0 }));

    private IEnumerable<string?> Details =>
        Errors is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(Describe) : [];

    private static string? Describe(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.String => error.GetString(),
            JsonValueKind.Object => Text(error, "message")
                ?? string.Join(' ', new[] { Text(error, "field"), Text(error, "code") }.OfType<string>()),
            _ => null,
        };

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
