using GitOpsPromotion.Forges.GitHub.Rest;

namespace GitOpsPromotion.Forges.GitHub.Graph;

internal sealed record RepositoryNode(CallerNode Caller, GitHubRepository Repository)
{
    public string Id => Repository.NodeId;

    public string NameWithOwner => Repository.FullName;

    public bool AutoMergeAllowed => Repository.Settings.AllowAutoMerge;

    public bool MergeCommitAllowed => Repository.Settings.AllowMergeCommit;

    public bool SquashMergeAllowed => Repository.Settings.AllowSquashMerge;

    public bool RebaseMergeAllowed => Repository.Settings.AllowRebaseMerge;

    public string ViewerDefaultMergeMethod =>
        GitHubMerger.Styles.First(one => GitHubMerger.Allows(Repository.Settings, one.Style)).Name.ToUpperInvariant();

    public RefNode? Ref(string qualifiedName)
    {
        const string Heads = "refs/heads/";
        Demand("contents=read");
        var branch = qualifiedName.StartsWith(Heads, StringComparison.Ordinal)
            ? qualifiedName[Heads.Length..]
            : qualifiedName;
        return Repository.Pulls.TipOf(branch) is { } commit ? new(this, branch, new(this, commit)) : null;
    }

    public CommitNode? Object(string oid)
    {
        Demand("contents=read");
        return Repository.Pulls.Branches.Has(oid) ? new(this, oid) : null;
    }

    public Connection PullRequests(
        int? first,
        int? last,
        string? after,
        string? headRefName,
        string? baseRefName,
        IReadOnlyList<string>? states
    )
    {
        Demand("pull_requests=read");
        return Connection.Of(
            [
                .. Repository
                    .Pulls.All.Where(pull => headRefName is null || pull.Head == headRefName)
                    .Where(pull => baseRefName is null || pull.Base == baseRefName)
                    .Where(pull =>
                        states is null || states.Contains(PullRequestNode.StateOf(pull), StringComparer.Ordinal)
                    ),
            ],
            first,
            last,
            after,
            pull => PullRequestNode.Of(this, pull)
        );
    }

    /// <summary>Throws where the token lacks a permission, such as <c>pull_requests=read</c>.</summary>
    public void Demand(string permission)
    {
        if (GitHubGate.Refuse(Caller.Token, permission) is { } refusal)
        {
            throw refusal.ToGraph("FORBIDDEN");
        }
    }
}
