using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The state of a status by its name alone: the built-in converter takes lists of names, too.</summary>
internal sealed class StateJsonConverter : JsonConverter<CommitStatusState>
{
    public override CommitStatusState Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        (reader.TokenType is JsonTokenType.String ? reader.GetString() : null) switch
        {
            "pending" => CommitStatusState.Pending,
            "success" => CommitStatusState.Success,
            "failure" => CommitStatusState.Failure,
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, CommitStatusState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WordFor(value));

    /// <summary>The word that the stored documents and the messages of their commits use for a state.</summary>
    public static string WordFor(CommitStatusState state) =>
        state switch
        {
            CommitStatusState.Pending => "pending",
            CommitStatusState.Success => "success",
            CommitStatusState.Failure => "failure",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}
