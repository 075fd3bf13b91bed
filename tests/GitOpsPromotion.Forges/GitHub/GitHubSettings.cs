namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The settings of a repository, with the defaults of a new one.</summary>
public sealed class GitHubSettings
{
    public bool AllowAutoMerge { get; set; }

    public bool AllowMergeCommit { get; set; } = true;

    public bool AllowSquashMerge { get; set; } = true;

    public bool AllowRebaseMerge { get; set; } = true;

    public bool DeleteBranchOnMerge { get; set; }
}
