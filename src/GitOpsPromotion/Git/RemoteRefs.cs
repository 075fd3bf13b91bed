namespace GitOpsPromotion.Git;

/// <summary>The refs of the remote, all read at the same time.</summary>
/// <param name="DefaultBranch">The branch of the remote's HEAD; null if the remote does not report it.</param>
/// <param name="Commits">The commits of the default branch and of the requested refs that exist, by full ref name.</param>
public sealed record RemoteRefs(BranchName? DefaultBranch, IReadOnlyDictionary<string, CommitSha> Commits)
{
    /// <summary>The commit of a ref by its full name, or null if the remote has no such ref.</summary>
    public CommitSha? Find(string name) => Commits.GetValueOrDefault(name);
}
