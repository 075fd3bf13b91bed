using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

internal static class PullRequestResolvers
{
    public static GraphQlResolvers AddPullRequests(this GraphQlResolvers resolvers) =>
        resolvers
            .On<ConnectionSource>("PullRequestConnection", "nodes", one => one.Nodes)
            .On<ConnectionSource>("PullRequestConnection", "totalCount", one => one.Total)
            .On<ConnectionSource>("PullRequestConnection", "pageInfo", one => one)
            .On<ConnectionSource>("PageInfo", "hasNextPage", one => one.HasNext)
            .On<ConnectionSource>("PageInfo", "hasPreviousPage", one => one.Start > 0)
            .On<ConnectionSource>("PageInfo", "startCursor", one => one.StartCursor)
            .On<ConnectionSource>("PageInfo", "endCursor", one => one.EndCursor)
            .On<PullRequestSource>("PullRequest", "id", one => one.Pull.NodeId)
            .On<PullRequestSource>("PullRequest", "number", one => one.Pull.Number)
            .On<PullRequestSource>("PullRequest", "url", Url)
            .On<PullRequestSource>("PullRequest", "title", one => one.Pull.Title)
            .On<PullRequestSource>("PullRequest", "body", one => one.Pull.Body ?? "")
            .On<PullRequestSource>("PullRequest", "state", one => StateOf(one.Pull))
            .On<PullRequestSource>("PullRequest", "isDraft", one => one.Pull.IsDraft)
            .On<PullRequestSource>("PullRequest", "isCrossRepository", one => one.Pull.IsFromFork)
            .On<PullRequestSource>("PullRequest", "closed", one => !one.Pull.IsOpen)
            .On<PullRequestSource>("PullRequest", "merged", one => one.Pull.IsMerged)
            .On<PullRequestSource>("PullRequest", "mergedAt", one => GitHubJson.Time(one.Pull.MergedAt))
            .On<PullRequestSource>("PullRequest", "headRefName", one => one.Pull.Head)
            .On<PullRequestSource>("PullRequest", "headRefOid", one => one.View.HeadSha)
            .On<PullRequestSource>("PullRequest", "baseRefName", one => one.Pull.Base)
            .On<PullRequestSource>("PullRequest", "baseRefOid", one => one.Pull.BaseSha)
            .On<PullRequestSource>("PullRequest", "mergeCommit", one => Commit(one, one.Pull.MergeCommit))
            .On<PullRequestSource>("PullRequest", "potentialMergeCommit", TestMerge)
            .On<PullRequestSource>("PullRequest", "mergeable", Mergeable)
            .On<PullRequestSource>("PullRequest", "mergeStateStatus", MergeState)
            .On<PullRequestSource>(
                "PullRequest",
                "autoMergeRequest",
                one => one.Pull.AutoMerge is null ? null : one.Pull
            )
            .On<PullRequestSource>("PullRequest", "viewerCanEnableAutoMerge", CanEnable)
            .On<PullRequestSource>("PullRequest", "viewerCanDisableAutoMerge", CanDisable)
            .On<PullRequestSource>("PullRequest", "viewerCanMergeAsAdmin", one => Bypasses(one))
            .On<PullRequestSource>("PullRequest", "reviewDecision", Review)
            .On<PullRequestSource>("PullRequest", "commits", Commits)
            .On<PullRequestSource>("PullRequest", "isMergeQueueEnabled", HasQueue)
            .On<PullRequestSource>("PullRequest", "isInMergeQueue", _ => false)
            .On<GitHubPullRequest>("AutoMergeRequest", "mergeMethod", Method)
            .On<GitHubPullRequest>("AutoMergeRequest", "enabledBy", one => new GraphQlNode("User", one.AutoMergeBy!));

    public static string StateOf(GitHubPullRequest pull) =>
        pull.IsMerged ? "MERGED"
        : pull.IsOpen ? "OPEN"
        : "CLOSED";

    private static string Url(PullRequestSource source) =>
        $"{source.Repository.Caller.Forge.Address}{source.Repository.Repository.FullName}/pull/{GitHubJson.Number(source.Pull.Number)}";

    private static string Method(GitHubPullRequest pull) => GitHubMerger.Name(pull.AutoMerge!.Value).ToUpperInvariant();

    private static CommitSource? Commit(PullRequestSource source, string? sha) =>
        sha is null ? null : new(source.Repository, sha);

    private static CommitSource? TestMerge(PullRequestSource source) =>
        source.Pull.IsOpen && !source.View.IsMergeableUnknown
            ? Commit(source, source.Repository.Repository.Pulls.TestMerges.Of(source.Pull))
            : null;

    private static string Mergeable(PullRequestSource source) =>
        Find(source) is not { } state ? "UNKNOWN"
        : state.Conflicts ? "CONFLICTING"
        : "MERGEABLE";

    private static string MergeState(PullRequestSource source) =>
        Find(source)?.Name switch
        {
            null => "UNKNOWN",
            "DRAFT" => "BLOCKED",
            var name => name,
        };

    private static GitHubMergeState? Find(PullRequestSource source) =>
        source.Pull.IsOpen && !source.View.IsMergeableUnknown
            ? GitHubMergeState.Of(source.Repository.Repository, source.Pull, Bypasses(source))
            : null;

    private static object CanEnable(PullRequestSource source) =>
        source.Pull.IsOpen
        && source.Repository.Caller.Token.Has("contents=write")
        && source.Repository.Repository.Settings.AllowAutoMerge
        && GitHubAutoMerge.Refuse(source.Repository.Repository, source.Pull, Bypasses(source)) is null;

    private static object CanDisable(PullRequestSource source) =>
        source.Pull.AutoMerge is not null && source.Repository.Caller.Token.Has("contents=write");

    private static bool Bypasses(PullRequestSource source) => source.Repository.Caller.Token.BypassesRules;

    private static string? Review(PullRequestSource source)
    {
        var wanted = source
            .Repository.Repository.RulesOf(source.Pull.Base)
            .Select(rule => rule.RequiredReviews)
            .DefaultIfEmpty()
            .Max();
        return wanted is 0 ? null
            : source.Pull.Approvals >= wanted ? "APPROVED"
            : "REVIEW_REQUIRED";
    }

    // Of the commits of a promotion the newest alone is of interest.
    private static ConnectionSource Commits(PullRequestSource source, GraphQlArguments arguments) =>
        ConnectionSource.Of(
            "commits",
            [source.View.HeadSha],
            arguments,
            commit => new CommitSource(source.Repository, commit)
        );

    private static object HasQueue(PullRequestSource source) =>
        source.Repository.Repository.RulesOf(source.Pull.Base).Any(rule => rule.UsesMergeQueue);
}
