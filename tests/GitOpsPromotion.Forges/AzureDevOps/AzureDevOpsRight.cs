namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>What an identity may be allowed to do in a repository, by the names that refusals use.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/devops/organizations/security/namespace-reference#git-repositories</remarks>
public enum AzureDevOpsRight
{
    /// <summary>Read.</summary>
    GenericRead,

    /// <summary>Contribute: push, complete pull requests, set statuses of commits.</summary>
    GenericContribute,

    /// <summary>Create branch.</summary>
    CreateBranch,

    /// <summary>Force push: rewrite and delete branches.</summary>
    ForcePush,

    /// <summary>Contribute to pull requests: open, edit, set their statuses.</summary>
    PullRequestContribute,

    /// <summary>Bypass policies when completing pull requests.</summary>
    PullRequestBypassPolicy,
}
