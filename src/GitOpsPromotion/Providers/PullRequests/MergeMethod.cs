namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>How a pull request gets into its target branch.</summary>
internal enum MergeMethod
{
    /// <summary>A merge commit.</summary>
    Merge,

    /// <summary>One commit with all changes.</summary>
    Squash,

    /// <summary>Its commits on top of the target branch. No commit is made for the merge, so it has no message.</summary>
    Rebase,

    /// <summary>Its commits on top of the target branch, and a merge commit; Azure DevOps calls it semi-linear.</summary>
    RebaseMerge,
}
