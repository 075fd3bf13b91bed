using System.Text.Json;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>The body of an answer that says no. It comes in two forms.</summary>
/// <param name="Message">For people; most begin with a code such as <c>TF401019</c>.</param>
/// <param name="TypeKey">The name of the server's exception: the one thing here that is not for people.</param>
/// <param name="Value">The older form: an object whose <c>Message</c> is all there is.</param>
internal sealed record AzureDevOpsError(string? Message, string? TypeKey, JsonElement? Value)
{
    public string? Words =>
        Message
        ?? (
            Value is { ValueKind: JsonValueKind.Object } value
            && value.TryGetProperty(nameof(Message), out var message)
            && message.ValueKind is JsonValueKind.String
                ? message.GetString()
                : null
        );
}
