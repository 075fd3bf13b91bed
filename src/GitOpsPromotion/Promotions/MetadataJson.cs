using System.Text.Json.Serialization;

namespace GitOpsPromotion.Promotions;

/// <summary>The state in a pull request's description as it is written: names, order and empty strings are an interface.</summary>
internal sealed record MetadataJson(
    [property: JsonPropertyName("group")] string? Group,
    [property: JsonPropertyName("app")] string? App,
    [property: JsonPropertyName("tag")] string? Tag,
    [property: JsonPropertyName("env")] string? Environment,
    [property: JsonPropertyName("sha")] string? Sha,
    [property: JsonPropertyName("feature")] string? Feature,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("digest"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Digest,
    [property: JsonPropertyName("image"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Image
);

// The default encoder writes '<', '>', '&' and all that is not ASCII as \uXXXX: no value can end the comment.
[JsonSerializable(typeof(MetadataJson))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;
