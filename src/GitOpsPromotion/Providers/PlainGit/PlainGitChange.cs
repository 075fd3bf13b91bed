namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>A change of a pull request that has been decided on.</summary>
/// <param name="Snapshot">What the decision rests on.</param>
/// <param name="Old">The pull request as it was; null for a new one.</param>
/// <param name="New">The pull request as it is to be, open.</param>
internal sealed record PlainGitChange(PlainGitSnapshot Snapshot, PullRequestDocument? Old, PullRequestDocument New)
{
    /// <summary>An earlier pull request of the branch, of which it came out that it has been merged.</summary>
    public PullRequestDocument? Settled { get; init; }

    /// <summary>What the message of the merge says besides; null for nothing.</summary>
    public MergeNote? Note { get; init; }

    /// <summary>Whether the head has only just been built for this, so that it can be built anew where it does not merge.</summary>
    public bool CanRebuild { get; init; }
}
