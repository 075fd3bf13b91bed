namespace GitOpsPromotion.Providers;

/// <summary>The states of a pull request.</summary>
public enum PullRequestState
{
    Open,
    Merged,

    /// <summary>Closed without a merge; Azure DevOps says abandoned.</summary>
    Closed,
}
