namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>A step that the forge did not do.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reason">Why, as far as the forge's answer is known.</param>
/// <param name="Text">What the forge says, as it may be shown.</param>
/// <param name="Failure">The failure where nothing better is known.</param>
internal sealed record Refusal(PullRequestStep Step, RefusalReason Reason, string Text, PromotionException Failure)
{
    /// <summary>Whether the pull request was read again since.</summary>
    public bool IsChecked { get; init; }
}

/// <summary>Why a forge refuses a step.</summary>
internal enum RefusalReason
{
    /// <summary>A reason that only its text says.</summary>
    Other,

    /// <summary>No decision about the pull request: permissions, limits, or an error of the server.</summary>
    Error,

    /// <summary>Auto-merge: nothing is left to wait for.</summary>
    NothingToWaitFor,

    /// <summary>Auto-merge: the target branch has no rules.</summary>
    NoRules,

    /// <summary>Auto-merge is disabled in the repository's settings.</summary>
    AutoMergeNotAllowed,

    /// <summary>The merge method is disabled.</summary>
    MethodNotAllowed,

    /// <summary>The pull request is a draft.</summary>
    Draft,

    /// <summary>The pull request conflicts with its target branch.</summary>
    Conflict,

    /// <summary>The target branch requires a merge queue.</summary>
    MergeQueueRequired,

    /// <summary>A rule of the target branch is not met.</summary>
    RuleNotMet,

    /// <summary>It is not, or not yet, in a state in which that can be done.</summary>
    NotReady,

    /// <summary>The pull request is merged or closed.</summary>
    NotOpen,

    /// <summary>A pull request of the two branches is open already.</summary>
    AlreadyOpen,

    /// <summary>The target branch has all commits of the source branch.</summary>
    NothingToMerge,

    /// <summary>The forge does not see the source branch.</summary>
    BranchNotFound,

    /// <summary>Another run changed the remote at the same time.</summary>
    Contended,

    /// <summary>A pull request from the source branch is open into another branch.</summary>
    OpenIntoOtherBranch,
}
