using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Reads and writes a value as the string that its own <c>Parse</c> takes.</summary>
internal sealed class ParsableJsonConverter<T> : JsonConverter<T>
    where T : class, IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && T.TryParse(reader.GetString(), provider: null, out var value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
