namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Why GitHub does not do what it was asked.</summary>
internal enum GitHubRefusal
{
    /// <summary>For a reason that only its words tell.</summary>
    Other,

    /// <summary>Auto-merge: nothing is left to wait for.</summary>
    NothingToWaitFor,

    /// <summary>Auto-merge: the target branch has no rules, so there is nothing to wait for.</summary>
    NoRules,

    /// <summary>Auto-merge: switched off in the repository's settings.</summary>
    AutoMergeNotAllowed,

    /// <summary>This way of merging is switched off in the settings.</summary>
    MethodNotAllowed,

    /// <summary>The pull request is a draft.</summary>
    Draft,

    /// <summary>The pull request conflicts with its target branch.</summary>
    Conflict,

    /// <summary>It is not, or not yet, in a state in which that can be done.</summary>
    NotNow,

    /// <summary>The target branch takes merges from its queue only.</summary>
    MergeQueue,

    /// <summary>A pull request of the two branches is open already.</summary>
    AlreadyOpen,

    /// <summary>The target branch has all that the source branch has.</summary>
    NothingToMerge,

    /// <summary>GitHub does not see the source branch.</summary>
    NoSuchBranch,

    /// <summary>GitHub does not know the commit.</summary>
    NoSuchCommit,

    /// <summary>The owner's plan has nothing of the kind.</summary>
    NotOnThisPlan,
}
