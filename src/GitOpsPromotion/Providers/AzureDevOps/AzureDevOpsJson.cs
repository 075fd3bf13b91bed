using System.Text.Json.Serialization;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>What goes over the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    // What fails early writes its message with a capital letter.
    PropertyNameCaseInsensitive = true,
    // What a record concludes from its fields is not for the wire.
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AzureDevOpsError))]
[JsonSerializable(typeof(AzureDevOpsPullRequest))]
[JsonSerializable(typeof(AzureDevOpsList<AzureDevOpsPullRequest>))]
[JsonSerializable(typeof(AzureDevOpsList<AzureDevOpsRef>))]
[JsonSerializable(typeof(AzureDevOpsList<PolicyConfiguration>))]
[JsonSerializable(typeof(AzureDevOpsList<PolicyEvaluation>))]
[JsonSerializable(typeof(AzureDevOpsList<StatusDocument>))]
[JsonSerializable(typeof(AzureDevOpsList<PullRequestIteration>))]
[JsonSerializable(typeof(ConnectionData))]
[JsonSerializable(typeof(NewPullRequest))]
[JsonSerializable(typeof(PullRequestChange))]
[JsonSerializable(typeof(PullRequestQuery))]
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class AzureDevOpsJson : JsonSerializerContext;
