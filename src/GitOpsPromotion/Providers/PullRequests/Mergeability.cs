namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>What the forge says about merging a pull request.</summary>
internal enum Mergeability
{
    /// <summary>It was not asked.</summary>
    NotRead,

    /// <summary>The forge is still computing it.</summary>
    Computing,

    Mergeable,
    Conflicting,

    /// <summary>The target branch requires its newest commit in the source branch.</summary>
    Behind,

    /// <summary>A rule of the target branch is not met.</summary>
    Blocked,

    /// <summary>The forge tried to merge, and failed.</summary>
    Failed,
}
