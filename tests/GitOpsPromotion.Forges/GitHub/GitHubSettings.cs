namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The settings of a repository, as a new one has them.</summary>
public sealed class GitHubSettings
{
    public bool AllowAutoMerge { get; set; }

    public bool AllowMergeCommit { get; set; } = true;

    public bool AllowSquashMerge { get; set; } = true;

    public bool AllowRebaseMerge { get; set; } = true;

    public bool DeleteBranchOnMerge { get; set; }

    public bool IsPrivate { get; set; } = true;

    /// <summary>Read-only for everybody.</summary>
    public bool IsArchived { get; set; }

    /// <summary>"Allow GitHub Actions to create and approve pull requests", which bears on a workflow's token.</summary>
    public bool AllowActionsToCreatePullRequests { get; set; } = true;
}
