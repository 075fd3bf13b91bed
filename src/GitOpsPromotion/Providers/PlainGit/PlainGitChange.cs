namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>A change of a pull request.</summary>
/// <param name="Snapshot">What the remote said before it.</param>
/// <param name="Old">The pull request as it was; null for a new one.</param>
/// <param name="New">The pull request as it is to be, open.</param>
internal sealed record PlainGitChange(PlainGitSnapshot Snapshot, PullRequestDocument? Old, PullRequestDocument New)
{
    /// <summary>An earlier pull request of the branch that somebody merged with git.</summary>
    public PullRequestDocument? Merged { get; init; }

    /// <summary>An addition to the message of the merge; null for nothing.</summary>
    public MergeNote? Note { get; init; }

    /// <summary>Whether the caller has only just built the head, and can rebuild it where it does not merge.</summary>
    public bool CanRebuild { get; init; }
}
