namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <param name="Repository">Its repository.</param>
/// <param name="Pull">The pull request.</param>
/// <param name="View">What this request sees of it.</param>
internal sealed record PullRequestNode(RepositoryNode Repository, GitHubPullRequest Pull, GitHubView View)
{
    public string Id => Pull.NodeId;

    public int Number => Pull.Number;

    public string Url => Repository.Repository.PageOf(Pull);

    public string Title => Pull.Title;

    public string Body => Pull.Body ?? "";

    public string State => StateOf(Pull);

    public bool IsDraft { get; }

    public bool IsCrossRepository => Pull.IsFromFork;

    public string HeadRefName => Pull.Head;

    public string HeadRefOid => View.HeadSha;

    public string BaseRefName => Pull.Base;

    public CommitNode? MergeCommit => Pull.MergeCommit is { } sha ? new(Repository, sha) : null;

    public string MergeStateStatus =>
        Pull.IsOpen && !View.IsMergeableUnknown
            ? GitHubMergeState.Of(Repository.Repository, Pull, ViewerCanMergeAsAdmin).Name
            : "UNKNOWN";

    public AutoMergeRequestNode? AutoMergeRequest =>
        Pull.AutoMerge is { } style ? new(GitHubMerger.NameOf(style).ToUpperInvariant()) : null;

    public bool ViewerCanMergeAsAdmin => Repository.Caller.Token.BypassesRules;

    public string? ReviewDecision { get; }

    public bool IsInMergeQueue { get; }

    public static PullRequestNode Of(RepositoryNode repository, GitHubPullRequest pull)
    {
        repository.Demand("pull_requests=read");
        return new(repository, pull, GitHubView.Of(pull));
    }

    public static string StateOf(GitHubPullRequest pull) =>
        pull.IsMerged ? "MERGED"
        : pull.IsOpen ? "OPEN"
        : "CLOSED";

    /// <summary>The newest commit alone: the tool asks for no other.</summary>
    public Connection Commits(int? first, int? last, string? after) =>
        Connection.Of(
            [View.HeadSha],
            first,
            last,
            after,
            sha => new PullRequestCommitNode(new CommitNode(Repository, sha))
        );
}

internal sealed record PullRequestCommitNode(CommitNode Commit);

internal sealed record AutoMergeRequestNode(string MergeMethod);
