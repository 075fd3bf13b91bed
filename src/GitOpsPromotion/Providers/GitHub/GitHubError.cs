using System.Text.Json;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The body of an error response.</summary>
/// <param name="Message">For people.</param>
/// <param name="Errors">What is wrong with which field: objects or strings.</param>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api</remarks>
internal sealed record GitHubError(string? Message, JsonElement? Errors)
{
    /// <summary>The message with its details.</summary>
    public string Text => string.Join(": ", new[] { Message }.Concat(Details).Where(text => text is { Length: > 0 }));

    private IEnumerable<string?> Details =>
        Errors is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(Describe) : [];

    private static string? Describe(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.String => error.GetString(),
            JsonValueKind.Object => FieldOf(error, "message")
                ?? string.Join(' ', new[] { FieldOf(error, "field"), FieldOf(error, "code") }.OfType<string>()),
            _ => null,
        };

    private static string? FieldOf(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
