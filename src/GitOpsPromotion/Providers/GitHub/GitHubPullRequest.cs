using System.Text.Json;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>A pull request with what only GitHub knows of it.</summary>
/// <param name="Id">The id by which GraphQL names it.</param>
/// <param name="Value">The pull request.</param>
/// <param name="Mergeability">What GitHub says about merging it.</param>
internal sealed record GitHubPullRequest(string Id, PullRequest Value, Mergeability Mergeability)
{
    public bool IsDraft { get; init; }

    /// <summary>Whether it is in the merge queue of its target branch.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Whether the token may merge it past the rules of its target branch; null where that was not read.</summary>
    public bool? MayBypassRules { get; init; }
}

/// <summary>A pull request as REST writes it. Lists leave out some fields.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls</remarks>
internal sealed record PullRequestDocument(
    int Number,
    string? NodeId,
    string? State,
    string? Title,
    string? Body,
    string? HtmlUrl,
    PullRequestEnd? Head,
    PullRequestEnd? Base,
    string? MergedAt,
    bool? Merged,
    string? MergeCommitSha,
    string? MergeableState,
    JsonElement? AutoMerge
)
{
    /// <summary>Whether its branch is one of the repository's own.</summary>
    public bool IsOfSameRepository => Head?.Repo is { } from && Base?.Repo is { } into && from.Id == into.Id;

    public bool IsMerged => Merged ?? MergedAt is not null;

    /// <summary>Null where something is missing, or its branch has a name that git does not take.</summary>
    public GitHubPullRequest? ToPullRequest() =>
        NodeId is not null
        && BranchName.TryParse(Head?.Ref, out var source)
        && BranchName.TryParse(Base?.Ref, out var target)
        && CommitSha.TryParse(Head?.Sha, out var head)
            ? new(
                NodeId,
                new(Number, source, target, head, Title ?? "", Body ?? "", PullRequestStates.Of(State, IsMerged))
                {
                    AutoMerge = AutoMerge is { ValueKind: JsonValueKind.Object },
                    IsFromFork = !IsOfSameRepository,
                    // Before the merge it is a test merge, which is on no branch.
                    MergeCommit = IsMerged && CommitSha.TryParse(MergeCommitSha, out var commit) ? commit : null,
                    Page = PullRequestStates.Page(HtmlUrl),
                },
                PullRequestStates.MergeabilityOf(MergeableState)
            )
            : null;
}

/// <summary>The branch of one side of a pull request.</summary>
internal sealed record PullRequestEnd(string? Ref, string? Sha, RepositoryId? Repo);

/// <summary>Which repository; null where it has been deleted.</summary>
internal sealed record RepositoryId(long Id);

/// <summary>A pull request as GraphQL writes it.</summary>
/// <remarks>Source: https://docs.github.com/en/graphql/reference/objects#pullrequest</remarks>
internal sealed record PullRequestNode(
    string? Id,
    int Number,
    string? Url,
    string? State,
    string? Title,
    string? Body,
    string? HeadRefName,
    string? BaseRefName,
    string? HeadRefOid,
    GitObject? MergeCommit,
    AutoMergeRequest? AutoMergeRequest,
    bool? IsCrossRepository,
    bool? IsDraft,
    bool? IsInMergeQueue,
    string? MergeStateStatus,
    bool? ViewerCanMergeAsAdmin
)
{
    /// <summary>Null where something is missing, or its branch has a name that git does not take.</summary>
    public GitHubPullRequest? ToPullRequest() =>
        Id is not null
        && BranchName.TryParse(HeadRefName, out var source)
        && BranchName.TryParse(BaseRefName, out var target)
        && CommitSha.TryParse(HeadRefOid, out var head)
            ? new(
                Id,
                new(
                    Number,
                    source,
                    target,
                    head,
                    Title ?? "",
                    Body ?? "",
                    PullRequestStates.Of(State, isMerged: State is "MERGED")
                )
                {
                    // The queue removes the request, and merges.
                    AutoMerge = AutoMergeRequest is not null || IsInMergeQueue is true,
                    IsFromFork = IsCrossRepository is true,
                    MergeCommit =
                        State is "MERGED" && CommitSha.TryParse(MergeCommit?.Oid, out var commit) ? commit : null,
                    Page = PullRequestStates.Page(Url),
                },
                PullRequestStates.MergeabilityOf(MergeStateStatus)
            )
            {
                IsDraft = IsDraft is true,
                IsQueued = IsInMergeQueue is true,
                MayBypassRules = ViewerCanMergeAsAdmin,
            }
            : null;
}

/// <summary>A git object by its id.</summary>
internal sealed record GitObject(string? Oid);

/// <summary>Auto-merge, where it is enabled.</summary>
internal sealed record AutoMergeRequest(string? MergeMethod);

/// <summary>The names that both APIs use, in different case.</summary>
file static class PullRequestStates
{
    // https://docs.github.com/en/graphql/reference/enums#mergestatestatus
    public static Mergeability MergeabilityOf(string? state) =>
        state?.ToLowerInvariant() switch
        {
            "clean" or "has_hooks" or "unstable" => Mergeability.Mergeable,
            "dirty" => Mergeability.Conflicting,
            "behind" => Mergeability.Behind,
            null or "unknown" => Mergeability.Computing,
            _ => Mergeability.Blocked,
        };

    public static PullRequestState Of(string? state, bool isMerged) =>
        isMerged ? PullRequestState.Merged
        : string.Equals(state, "open", StringComparison.OrdinalIgnoreCase) ? PullRequestState.Open
        : PullRequestState.Closed;

    // Shown to people, and a link in summaries: nothing but a web page.
    public static Uri? Page(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" ? page : null;
}
