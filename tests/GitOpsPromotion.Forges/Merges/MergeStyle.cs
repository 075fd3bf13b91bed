namespace GitOpsPromotion.Forges.Merges;

/// <summary>What a target branch gets from a pull request.</summary>
public enum MergeStyle
{
    /// <summary>A commit with two parents.</summary>
    Merge,

    /// <summary>One new commit with one parent.</summary>
    Squash,

    /// <summary>Each commit anew on top of the target.</summary>
    Rebase,

    /// <summary>Each commit anew, and a commit with two parents on top.</summary>
    RebaseMerge,
}
