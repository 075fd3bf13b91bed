using System.Text.Json.Serialization;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The documents of REST.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PullRequestDocument))]
[JsonSerializable(typeof(PullRequestDocument[]))]
[JsonSerializable(typeof(NewPullRequest))]
[JsonSerializable(typeof(PullRequestChange))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(MergeAnswer))]
[JsonSerializable(typeof(BranchDocument))]
[JsonSerializable(typeof(BranchRuleDocument[]))]
[JsonSerializable(typeof(CombinedStatus))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(GitHubError))]
internal sealed partial class GitHubJson : JsonSerializerContext;

/// <summary>The documents of GraphQL.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GraphQlRequest))]
[JsonSerializable(typeof(GraphQlProblem))]
[JsonSerializable(typeof(GraphQlAnswer<RepositoryData>))]
[JsonSerializable(typeof(GraphQlAnswer<AutoMergeData>))]
[JsonSerializable(typeof(GraphQlAnswer<MergeCommitData>))]
[JsonSerializable(typeof(GraphQlAnswer<ChecksData>))]
[JsonSerializable(typeof(GraphQlAnswer<StatusesData>))]
[JsonSerializable(typeof(GraphQlAnswer<MergeStatesData>))]
internal sealed partial class GitHubGraphQlJson : JsonSerializerContext;
