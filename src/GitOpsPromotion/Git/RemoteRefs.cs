namespace GitOpsPromotion.Git;

/// <summary>What the remote said of its refs at one moment.</summary>
/// <param name="DefaultBranch">What the remote's HEAD names; null where it does not say.</param>
/// <param name="Commits">The full names of the default branch and of the refs asked for, as far as they exist, each with the object that it names.</param>
public sealed record RemoteRefs(BranchName? DefaultBranch, IReadOnlyDictionary<string, CommitSha> Commits)
{
    /// <summary>The commit that a full ref name stands for, or null where the remote has no such ref.</summary>
    public CommitSha? Find(string name) => Commits.GetValueOrDefault(name);
}
