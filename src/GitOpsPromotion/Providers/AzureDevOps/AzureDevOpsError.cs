using System.Text.Json;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>The body of an error response. There are two forms.</summary>
/// <param name="Message">For people; most begin with a code such as <c>TF401019</c>.</param>
/// <param name="TypeKey">The name of the server's exception.</param>
/// <param name="Value">The older form: an object with <c>Message</c> only.</param>
internal sealed record AzureDevOpsError(string? Message, string? TypeKey, JsonElement? Value)
{
    public string? Text =>
        Message
        ?? (
            Value is { ValueKind: JsonValueKind.Object } value
            && value.TryGetProperty(nameof(Message), out var message)
            && message.ValueKind is JsonValueKind.String
                ? message.GetString()
                : null
        );
}
