using System.Text.Json.Serialization;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The JSON that the commits hold. Strict: what it reads, anyone with access to the remote may have written.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    Converters = [typeof(StateJsonConverter)]
)]
[JsonSerializable(typeof(PullRequestDocument))]
[JsonSerializable(typeof(StatusesDocument))]
internal sealed partial class PlainGitJson : JsonSerializerContext;
