using System.Text.Json;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A rule of a ruleset, with the names that REST (in snake case) and GraphQL (in camel case) share.</summary>
/// <param name="Type">As REST writes it, such as <c>merge_queue</c>.</param>
/// <param name="Parameters">Null where the rule has none.</param>
/// <remarks>Source: https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch</remarks>
internal sealed record GitHubRule(string Type, object? Parameters = null)
{
    public static JsonSerializerOptions SnakeCase { get; } =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

internal sealed record RequiredStatusChecksParameters(
    IEnumerable<RequiredCheck> RequiredStatusChecks,
    bool StrictRequiredStatusChecksPolicy
);

internal sealed record RequiredCheck(string Context);

internal sealed record PullRequestParameters(IReadOnlyList<string> AllowedMergeMethods)
{
    public int RequiredApprovingReviewCount { get; }

    public bool DismissStaleReviewsOnPush { get; }

    public bool RequireCodeOwnerReview { get; }

    public bool RequireLastPushApproval { get; }

    public bool RequiredReviewThreadResolution { get; }
}

internal sealed record MergeQueueParameters(
    string MergeMethod = "SQUASH",
    string GroupingStrategy = "ALLGREEN",
    int CheckResponseTimeoutMinutes = 60,
    int MaxEntriesToBuild = 5,
    int MaxEntriesToMerge = 5,
    int MinEntriesToMerge = 1,
    int MinEntriesToMergeWaitMinutes = 5
);
