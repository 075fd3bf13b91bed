using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>What the remote said at one moment: its refs, and the state that they name.</summary>
/// <param name="Refs">The refs asked for.</param>
/// <param name="Messages">By the name of its ref, the message of each commit that holds state.</param>
internal sealed record PlainGitSnapshot(RemoteRefs Refs, IReadOnlyDictionary<string, string> Messages)
{
    /// <summary>All open pull requests that were asked for, those without a branch included.</summary>
    public IEnumerable<PullRequestDocument> OpenPullRequests =>
        Messages.Keys.Where(PlainGitRefs.IsOpen).Select(name => FindPullRequest(name)!);

    /// <summary>The commit that a ref names, or null where the remote does not have that ref.</summary>
    public CommitSha? Find(string name) => Refs.Find(name);

    public CommitSha? Find(BranchName branch) => Refs.Find(branch.Ref);

    /// <summary>The pull request that a ref holds, or null where the remote does not have that ref.</summary>
    public PullRequestDocument? FindPullRequest(string name) =>
        Messages.TryGetValue(name, out var message)
            ? PlainGitDocument.Read(
                message,
                $"The pull request in {Place(name)}",
                PlainGitDocument.Json.PullRequestDocument,
                document => document.IsSound && PlainGitRefs.BelongsTo(document, name)
            )
            : null;

    /// <summary>The statuses of a commit, or null where it has none.</summary>
    public StatusesDocument? FindStatuses(CommitSha commit)
    {
        var name = PlainGitRefs.Statuses(commit);
        return Messages.TryGetValue(name, out var message)
            ? PlainGitDocument.Read(
                message,
                $"The list of statuses in {Place(name)}",
                PlainGitDocument.Json.StatusesDocument,
                document => document.IsSound && document.Commit == commit
            )
            : null;
    }

    private string Place(string name) => $"{name} (commit {Find(name)!.Abbreviated}) of the remote";
}
