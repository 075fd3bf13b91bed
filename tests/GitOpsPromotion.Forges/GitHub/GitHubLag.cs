namespace GitOpsPromotion.Forges.GitHub;

/// <summary>How late GitHub is, counted in reads so that no test waits.</summary>
public sealed class GitHubLag
{
    /// <summary>How many reads of a pull request show the old head after a push.</summary>
    public int HeadReads { get; set; }

    /// <summary>How many reads of a pull request have an unknown mergeability, after a push or its creation.</summary>
    public int MergeableReads { get; set; }

    /// <summary>How many reads of the pull requests of a commit find none after a merge.</summary>
    public int CommitPullReads { get; set; }
}
